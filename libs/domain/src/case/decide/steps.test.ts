import { HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { burstPipe, NOON, storedPolicy } from '@shaodao/domain/case/fixture/district';
import { called, contact, headOf, leader, of, reportedIn } from '@shaodao/domain/case/fixture/roads';
import { completePolicy } from '@shaodao/domain/stored-rules';
import { describe, expect, test } from '@jest/globals';

describe('签收 联系 报到', () => {
  test('run from the dispatch, not from one another', () => {
    const walk = called().give(of('water'), { command: 'sign' }, NOON + HOUR / 2);
    expect(walk.due('contact', 'water')?.dueAt).toBe(NOON + 24 * HOUR);
    expect(walk.due('reportIn', 'water')?.dueAt).toBe(NOON + 72 * HOUR);
  });

  test('the reply names when it was accepted and a finish that lies ahead', () => {
    const walk = called().give(of('water'), { command: 'sign' }, NOON + HOUR / 2);
    const past = { command: 'contact' as const, plannedFinishAt: NOON + HOUR };
    expect(walk.refused(of('water'), past, NOON + HOUR)).toMatchObject({ code: 'INVALID', field: 'plannedFinishAt' });
    walk.give(of('water'), contact);
    expect(walk.facts('contacted')).toMatchObject([{ acceptedAt: NOON + HOUR / 2, inTime: true }]);
  });

  test.each(['sign', 'reportIn', 'finish'] as const)('%s is for the own department, in its turn', (command) => {
    const walk = called({ water: 'lead', power: 'assist' });
    expect(walk.refused(of('water'), { command, departmentId: 'power' })).toMatchObject({ code: 'FORBIDDEN', field: 'departmentId' });
    expect(walk.refused(of('gas'), { command })).toMatchObject({ code: 'FORBIDDEN' });
    if (command !== 'sign') expect(walk.refused(of('water'), { command })).toMatchObject({ code: 'WRONG_STAGE', stage: 'handling' });
  });

  test('an informed unit signs and nothing more', () => {
    const walk = called({ water: 'lead', press: 'informed' }).give(of('press'), { command: 'sign' });
    expect(walk.refused(of('press'), contact)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(walk.state.deadlines.some(({ departmentId }) => departmentId === 'press')).toBe(false);
  });
});

describe('首接负责', () => {
  test('of departments of which none leads the first to sign leads, and an informed one never', () => {
    const walk = called({ water: 'assist', power: 'assist', press: 'informed' });
    for (const id of ['press', 'power', 'water']) walk.give(of(id), { command: 'sign' });
    expect(walk.facts('leadTaken')).toEqual([{ type: 'leadTaken', departmentId: 'power' }]);
  });

  test('not where one was named, though another signs before it', () => {
    expect(called({ water: 'lead', power: 'assist' }).give(of('power'), { command: 'sign' }).facts('leadTaken')).toEqual([]);
  });
});

describe('a phase', () => {
  const pipe = () => called({ water: 'lead', press: 'informed' }, { category: burstPipe }).give(of('water'), { command: 'sign' });

  test.each([['there is none', 2], ['it is done', 0]])('is refused by its name where %s', (_, phase) => {
    const walk = pipe().give(of('water'), { command: 'completePhase', phase: 0 });
    expect(walk.refused(of('water'), { command: 'completePhase', phase })).toMatchObject({ code: 'INVALID', field: 'phase' });
  });

  test('ends its own clock and no other', () => {
    const walk = pipe().give(of('water'), { command: 'completePhase', phase: 1 });
    expect(walk.state.deadlines.filter(({ kind }) => kind === 'phase').map(({ ref }) => ref)).toEqual(['0']);
    expect(walk.state.phasesDone).toEqual([1]);
  });

  test('is completed by departments that act, once they have signed', () => {
    const act = { command: 'completePhase' as const, phase: 0 };
    expect(called({ water: 'lead' }, { category: burstPipe }).refused(of('water'), act)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(pipe().give(of('press'), { command: 'sign' }).refused(of('press'), act)).toMatchObject({ code: 'WRONG_STAGE' });
  });
});

describe('办结', () => {
  test('of the last department leads to 核查, in whatever order they finish', () => {
    const walk = reportedIn(called({ water: 'lead', power: 'assist' }), 'water', 'power').give(of('water'), { command: 'finish' });
    expect(walk.state.stage).toBe('handling');
    expect(walk.state.deadlines.some(({ departmentId }) => departmentId === 'water')).toBe(false);
    expect(walk.give(of('power'), { command: 'finish' }).state.stage).toBe('verification');
  });

  test('is in time by the department’s own clock; by the level’s in a case older than those', () => {
    const late = reportedIn(called({ water: 'lead', power: 'assist' }), 'water', 'power').give(of('water'), { command: 'finish' }, NOON + 48 * HOUR);
    expect(late.facts('taskFinished')).toMatchObject([{ inTime: false }]);
    const old = { policy: completePolicy(storedPolicy), calendar: late.session.rules.calendar };
    for (const [hours, inTime] of [[47, true], [48, false]] as const) {
      const walk = reportedIn(called({ water: 'lead' }, { rules: old }), 'water').give(of('water'), { command: 'finish' }, NOON + hours * HOUR);
      expect(walk.facts('taskFinished')).toMatchObject([{ inTime }]);
    }
  });
});

describe('交接', () => {
  test('is given by whoever answers for the task or by the head, to somebody else', () => {
    const walk = called().give(of('water'), { command: 'sign' });
    const handOver = { command: 'handOver' as const, toPersonId: 'third' };
    expect(walk.refused(of('water', 'two'), handOver)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(walk.refused(of('water'), { ...handOver, toPersonId: of('water').personId })).toMatchObject({ code: 'INVALID', field: 'toPersonId' });
    walk.give(of('water'), handOver).give(headOf('water'), { ...handOver, toPersonId: 'fourth' });
    expect(walk.state.tasks[0]?.ownerId).toBe('fourth');
    expect(walk.facts('handedOver').map(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId])).toEqual([
      [of('water').personId, 'third'],
      ['third', 'fourth'],
    ]);
  });

  test('not before anybody has signed', () => {
    expect(called().refused(headOf('water'), { command: 'handOver', toPersonId: 'third' })).toMatchObject({ code: 'WRONG_STAGE' });
    expect(called().refused(leader, { command: 'handOver', toPersonId: 'third' })).toMatchObject({ code: 'FORBIDDEN' });
  });
});
