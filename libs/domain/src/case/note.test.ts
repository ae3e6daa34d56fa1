import { NOON, person } from '@shaodao/domain/case/fixture/district';
import { accepted, called, chief, closed, leader } from '@shaodao/domain/case/fixture/roads';
import type { Walk } from '@shaodao/domain/case/fixture/walk';
import { notesOf, type CaseNote } from '@shaodao/domain/case/note';
import { describe, expect, test } from '@jest/globals';

const note = (about: CaseNote['about'], fromCaseId: string): CaseNote => ({ about, fromCaseId, actor: leader });

/** What the last event tells other cases. */
function told(walk: Walk): string[] {
  const event = walk.events.at(-1);
  return event === undefined ? [] : notesOf(event, walk.state).map(({ toCaseId, note: { about } }) => `${about} → ${toCaseId}`);
}

describe('a case tells others', () => {
  test('its child that it has one parent now, the case it merges into that it took a duplicate', () => {
    expect(told(accepted().give(chief, { command: 'linkChild', childCaseId: 'child' }))).toEqual(['child → child']);
    expect(told(accepted().give(chief, { command: 'merge', intoCaseId: 'other' }))).toEqual(['duplicate → other']);
  });

  test.each([
    ['cancelled', { command: 'cancel' as const }],
    ['merged', { command: 'merge' as const, intoCaseId: 'other' }],
  ])('its parent that it is %s', (_, act) => {
    const walk = accepted().hear(note('child', 'parent')).give(leader, act);
    expect(told(walk)).toContain('childEnded → parent');
  });

  test('its parent that it was reopened, so that closing the parent asks about it again', () => {
    const child = closed().give(person('gridWorker'), { command: 'reopen' });
    expect(told(child)).toEqual([]);
    const own = called().hear(note('child', 'parent')).hear(note('parentClosed', 'parent')).give(person('gridWorker'), { command: 'reopen' });
    expect(told(own)).toEqual(['childReopened → parent']);
    const parent = accepted().give(chief, { command: 'linkChild', childCaseId: 'child' }).hear(note('childEnded', 'child'));
    parent.hear(note('childReopened', 'child')).hear(note('childReopened', 'child')).hear(note('childReopened', 'stranger'));
    expect(parent.facts('childLinked')).toHaveLength(2);
    expect(parent.state.children).toEqual([{ caseId: 'child', open: true }]);
    expect(parent.refused(leader, { command: 'merge', intoCaseId: 'other' })).toMatchObject({ field: 'intoCaseId' });
  });

  test('open children that it was closed, if they are to be closed too', () => {
    for (const [children, told1] of [['close', ['parentClosed → open']], ['keep', []]] as const) {
      const walk = accepted().give(chief, { command: 'linkChild', childCaseId: 'open' }).give(chief, { command: 'linkChild', childCaseId: 'ended' });
      walk.hear(note('childEnded', 'ended')).give(chief, { command: 'finish' });
      walk.give(person('gridWorker', 'two'), { command: 'verify', passed: true });
      expect(walk.refused(leader, { command: 'close' })).toMatchObject({ code: 'INVALID', field: 'children' });
      expect(told(walk.give(leader, { command: 'close', children }))).toEqual(told1);
    }
  });
});

describe('a case hears each note once', () => {
  test.each([
    ['duplicate', 'duplicateTaken'],
    ['child', 'parentLinked'],
  ] as const)('%s', (about, type) => {
    const walk = accepted().hear(note(about, 'other')).hear(note(about, 'other'));
    expect(walk.facts(type)).toHaveLength(1);
  });

  test('only of its own children and parent', () => {
    const walk = accepted().hear(note('childEnded', 'stranger')).hear(note('parentClosed', 'stranger'));
    expect(walk.events).toHaveLength(3);
    walk.hear(note('child', 'parent')).hear(note('child', 'second'));
    expect(walk.state.parentId).toBe('parent');
  });

  test('closed with its parent it is closed by the parent’s word, with a call-back of its own', () => {
    const walk = called().hear(note('child', 'parent')).hear(note('parentClosed', 'parent')).hear(note('parentClosed', 'parent'));
    expect(walk.facts('closed')).toEqual([{ type: 'closed', withParentId: 'parent' }]);
    expect(walk.due('callback')).toBeDefined();
    expect(walk.state.closedAt).toBe(NOON);
  });

  test('a closed case is nobody’s child any more', () => {
    expect(closed().hear(note('child', 'parent')).state.parentId).toBeNull();
  });
});
