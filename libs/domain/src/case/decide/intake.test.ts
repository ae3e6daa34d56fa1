import { HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { burstPipe, NOON, person } from '@shaodao/domain/case/fixture/district';
import { accepted, called, chief, leader, secretary } from '@shaodao/domain/case/fixture/roads';
import { Walk } from '@shaodao/domain/case/fixture/walk';
import { describe, expect, test } from '@jest/globals';

const reporter = person('gridWorker');

describe('受理 with another grade', () => {
  const urgent = { command: 'accept' as const, grade: 'urgent' as const };

  test('needs a reason, and is refused by that name', () => {
    expect(new Walk().silently(chief, urgent)).toMatchObject({ code: 'INVALID', field: 'reason', stage: 'intake' });
    expect(new Walk().silently(chief, { ...urgent, grade: 'routine' })).toBeNull();
  });

  test('counts the level’s new limit from when the level got the case', () => {
    const walk = new Walk().give(secretary, urgent, NOON + 5 * HOUR);
    expect(walk.state).toMatchObject({ grade: 'urgent', level: 'community', levelSince: NOON + 4 * HOUR });
    // Half an hour, from 16:00, has passed at 17:00: it is due at once.
    expect(walk.due('level')?.dueAt).toBe(NOON + 5 * HOUR);
    expect(walk.due('urge')).toBeUndefined();
    expect(walk.until(walk.now).state.level).toBe('subdistrict');
  });

  test('that is the same moves no clock', () => {
    const walk = new Walk().give(chief, { command: 'accept', grade: 'routine' }, NOON + HOUR);
    expect(walk.due('level')?.dueAt).toBe(NOON + 4 * HOUR);
  });
});

describe('受理', () => {
  test('with another category keeps the clock and takes its limits with the whistle', () => {
    const walk = new Walk().give(chief, { command: 'accept', category: burstPipe });
    expect(walk.due('level')?.dueAt).toBe(NOON + 4 * HOUR);
    expect(walk.state.category.code).toBe(burstPipe.code);
  });

  test('is for the level that has it or one above, on its own ground', () => {
    const accept = { command: 'accept' as const };
    expect(new Walk().refused({ ...chief, areaCode: '511703001001002' }, accept)).toMatchObject({ code: 'FORBIDDEN' });
    expect(new Walk().refused(person('departmentDuty', 'one', 'water'), accept)).toMatchObject({ code: 'FORBIDDEN' });
    expect(new Walk().give(leader, accept).state.stage).toBe('dispatch');
  });

  test('or 不予受理 with a cause the reporter is told', () => {
    const walk = new Walk().give(chief, { command: 'reject', cause: 'outOfScope' });
    expect(walk.state).toMatchObject({ stage: 'rejected', closedAt: NOON, deadlines: [] });
    expect(walk.facts('rejected')).toEqual([{ type: 'rejected', cause: 'outOfScope' }]);
    expect(accepted().refused(chief, { command: 'reject' })).toMatchObject({ code: 'WRONG_STAGE', stage: 'dispatch' });
  });
});

describe('作废', () => {
  test('by the reporter until departments are out, then by the level', () => {
    expect(accepted().give(reporter, { command: 'cancel' }).state).toMatchObject({ stage: 'cancelled', deadlines: [] });
    const out = called();
    expect(out.refused(reporter, { command: 'cancel' })).toMatchObject({ code: 'WRONG_STAGE' });
    expect(out.give(leader, { command: 'cancel' }).state.stage).toBe('cancelled');
  });
});

describe('并案 and 子案', () => {
  test.each([
    ['merged into itself', { command: 'merge' as const, intoCaseId: 'case' }, 'intoCaseId'],
    ['its own child', { command: 'linkChild' as const, childCaseId: 'case' }, 'childCaseId'],
    ['linked twice', { command: 'linkChild' as const, childCaseId: 'known' }, 'childCaseId'],
    ['merged while a child is open', { command: 'merge' as const, intoCaseId: 'another' }, 'intoCaseId'],
  ])('a case is not %s', (_, act, field) => {
    const walk = accepted().give(chief, { command: 'linkChild', childCaseId: 'known' });
    expect(walk.refused(chief, act)).toMatchObject({ code: 'INVALID', field });
  });

  test('a child has no children', () => {
    const walk = accepted().hear({ about: 'child', fromCaseId: 'parent', actor: chief });
    expect(walk.refused(chief, { command: 'linkChild', childCaseId: 'other' })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('merged, it ends and says into which', () => {
    const walk = called().give(leader, { command: 'merge', intoCaseId: 'another' });
    expect(walk.state).toMatchObject({ stage: 'merged', mergedIntoId: 'another', deadlines: [], closedAt: NOON });
  });
});
