import { isAllowed } from '@shaodao/domain/case/rights';
import { HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { fullRules, NOON } from '@shaodao/domain/case/fixture/district';
import { called, centre, finished, leader, of, reportedIn, shift } from '@shaodao/domain/case/fixture/roads';
import { proposedRating } from '@shaodao/domain/case/rating';
import type { CaseTask } from '@shaodao/domain/case/state';
import { describe, expect, test } from '@jest/globals';

const reassign = { command: 'reassign' as const, departmentId: 'water', toDepartmentId: 'gas' };

describe('转派', () => {
  test('to a department that is called already is refused by the name of that field', () => {
    const walk = called({ water: 'lead', power: 'assist' });
    expect(walk.refused(leader, { ...reassign, toDepartmentId: 'power' })).toMatchObject({ code: 'INVALID', field: 'toDepartmentId' });
    const asked = walk.give(of('water'), { command: 'requestReturn' });
    const granted = { command: 'decideReturn' as const, departmentId: 'water', granted: true, toDepartmentId: 'power' };
    expect(asked.refused(leader, granted)).toMatchObject({ code: 'INVALID', field: 'toDepartmentId' });
    expect(asked.refused(leader, { command: 'addDepartment', departmentId: 'power', part: 'assist' })).toMatchObject({ field: 'departmentId' });
  });
});

describe('a wish ends with what it was about', () => {
  const returned = (departmentId: string) => ({ command: 'decideReturn' as const, departmentId, granted: true });

  test('whoever reports in does not send the task back any more', () => {
    const walk = called().give(of('water'), { command: 'requestReturn' });
    reportedIn(walk, 'water');
    expect(walk.state.tasks[0]).toMatchObject({ state: 'reportedIn', returnAsked: null });
    expect(walk.due('decision')).toBeUndefined();
    expect(walk.due('decision', 'water')).toBeUndefined();
    expect(walk.refused(leader, returned('water'))).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('nor waits for 终审', () => {
    const walk = called({ water: 'lead', power: 'assist' });
    for (const [id, next] of [['water', 'gas'], ['gas', 'press']] as const) {
      walk.give(of(id), { command: 'requestReturn' }).give(leader, { ...returned(id), toDepartmentId: next });
    }
    walk.give(of('press'), { command: 'requestReturn' });
    expect(walk.state.adjudicationAsked).toBe('press');
    reportedIn(walk, 'press');
    expect(walk.state.adjudicationAsked).toBeNull();
    expect(walk.due('decision')).toBeUndefined();
  });

  test.each([
    ['reassigned', { ...reassign, departmentId: 'press', toDepartmentId: 'roads' }],
    ['released', { command: 'releaseDepartment' as const, departmentId: 'press' }],
  ])('终审 of a department that was %s meanwhile is not asked for any more', (_, act) => {
    const walk = called({ water: 'lead', power: 'assist' });
    for (const [id, next] of [['water', 'gas'], ['gas', 'press']] as const) {
      walk.give(of(id), { command: 'requestReturn' }).give(leader, { ...returned(id), toDepartmentId: next });
    }
    walk.give(of('press'), { command: 'requestReturn' }).give(leader, act);
    expect(walk.state.adjudicationAsked).toBeNull();
    expect(walk.due('decision')).toBeUndefined();
    expect(isAllowed(walk.state, fullRules, centre, 'adjudicate')).toBe(false);
  });

  test('an extension of a task that went to another department is nobody’s to decide', () => {
    const walk = called();
    walk.give(of('water'), { command: 'requestExtension', limit: { unit: 'urgentHour', ms: 3_600_000 } });
    walk.give(leader, reassign);
    expect(walk.due('decision', 'water')).toBeUndefined();
    expect(isAllowed(walk.state, fullRules, shift, 'decideExtension')).toBe(false);
  });
});

describe('退单', () => {
  test('asked for by many at once, no more are granted than the district allows: the next goes to 终审', () => {
    const walk = called({ water: 'lead', power: 'assist', gas: 'assist', press: 'assist' });
    for (const id of ['water', 'power', 'gas']) walk.give(of(id), { command: 'requestReturn' });
    expect(walk.facts('returnRequested').map((fact) => fact.departmentId)).toEqual(['water', 'power']);
    expect(walk.state.adjudicationAsked).toBe('gas');
  });

  test('that goes to 终审 keeps whom the department proposed instead', () => {
    const walk = called({ water: 'lead', power: 'assist', gas: 'assist' });
    for (const id of ['water', 'power']) walk.give(of(id), { command: 'requestReturn' });
    walk.give(of('gas'), { command: 'requestReturn', proposedId: 'press' });
    expect(walk.facts('adjudicationRequested')).toEqual([{ type: 'adjudicationRequested', departmentId: 'gas', proposedId: 'press' }]);
  });
});

describe('退单 and 终审', () => {
  const ask = { command: 'requestReturn' as const };
  const grant = (departmentId: string, toDepartmentId: string) => ({ command: 'decideReturn' as const, departmentId, granted: true, toDepartmentId });
  const third = () =>
    called({ water: 'lead', power: 'assist' })
      .give(of('water'), ask).give(leader, grant('water', 'gas'))
      .give(of('gas'), ask).give(leader, grant('gas', 'press'))
      .give(of('press'), ask);

  test('twice, then the district has the last word, and what it assigns is not returned', () => {
    const walk = third().give(centre, { command: 'adjudicate', toDepartmentId: 'roads' }, NOON + HOUR);
    expect(walk.state.returns).toBe(2);
    expect(walk.state.tasks.map(({ departmentId, state, part, forced }) => [departmentId, state, part, forced])).toEqual([
      ['water', 'returned', 'lead', false],
      ['power', 'dispatched', 'assist', false],
      ['gas', 'returned', 'lead', false],
      ['press', 'returned', 'lead', false],
      ['roads', 'dispatched', 'lead', true],
    ]);
    expect(walk.due('sign', 'roads')?.dueAt).toBe(NOON + 2 * HOUR);
    expect(walk.refused(of('roads'), ask)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(proposedRating(walk.state.tasks.at(-1) as CaseTask, [])).toBe('poor');
  });

  test('that finds it was theirs leaves their task where it stood, with its old limits', () => {
    const walk = third().give(centre, { command: 'adjudicate', toDepartmentId: 'press' }, NOON + HOUR / 2);
    expect(walk.state.tasks.at(-1)).toMatchObject({ departmentId: 'press', forced: true, state: 'dispatched' });
    expect(walk.due('sign', 'press')?.dueAt).toBe(NOON + HOUR);
    expect(walk.refused(of('press'), ask)).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('of a department that is called already is refused, and 终审 is not for others', () => {
    expect(third().refused(centre, { command: 'adjudicate', toDepartmentId: 'power' })).toMatchObject({ code: 'INVALID', field: 'toDepartmentId' });
    expect(third().refused(leader, { command: 'adjudicate', toDepartmentId: 'roads' })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('refused once, it is not asked again; the clocks ran on meanwhile', () => {
    const walk = called().give(of('water'), ask).give(leader, { command: 'decideReturn', departmentId: 'water', granted: false }, NOON + HOUR / 2);
    expect(walk.refused(of('water'), ask)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(walk.due('sign', 'water')?.dueAt).toBe(NOON + HOUR);
  });

  test('is asked before the report-in, names another department, and nobody grants their own', () => {
    expect(called().refused(of('water'), { ...ask, proposedId: 'water' })).toMatchObject({ code: 'INVALID', field: 'proposedDepartmentId' });
    expect(reportedIn(called(), 'water').refused(of('water'), ask)).toMatchObject({ code: 'WRONG_STAGE' });
    const walk = called().give(of('water'), ask);
    expect(walk.refused({ ...leader, personId: of('water').personId }, grant('water', 'gas'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(walk.refused(leader, grant('power', 'gas'))).toMatchObject({ code: 'INVALID', field: 'departmentId' });
  });

  test('of the only department dispatches the case anew, of one among others leaves it to them', () => {
    const alone = called().give(of('water'), ask).give(leader, { command: 'decideReturn', departmentId: 'water', granted: true });
    expect(alone.state).toMatchObject({ stage: 'dispatch', whistle: null });
    const two = called({ water: 'lead', power: 'assist' }).give(of('water'), ask);
    expect(two.give(leader, { command: 'decideReturn', departmentId: 'water', granted: true }).state.stage).toBe('handling');
  });
});

describe('departments mid-way', () => {
  test('one is added with limits of its own, while the others go on as they were', () => {
    const walk = called();
    const before = walk.state.deadlines;
    walk.give(leader, { command: 'addDepartment', departmentId: 'gas', part: 'assist' }, NOON + HOUR / 2);
    expect(walk.state.deadlines).toEqual(expect.arrayContaining(before));
    expect(walk.due('sign', 'gas')?.dueAt).toBe(NOON + 1.5 * HOUR);
    expect(walk.refused(leader, { command: 'addDepartment', departmentId: 'press', part: 'lead' })).toMatchObject({ code: 'INVALID', field: 'part' });
    expect(walk.refused(of('water'), { command: 'addDepartment', departmentId: 'press', part: 'assist' })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the third without a lead raises a supervision, once', () => {
    const walk = called({ water: 'assist', power: 'assist' });
    for (const departmentId of ['gas', 'press']) walk.give(leader, { command: 'addDepartment', departmentId, part: 'assist' });
    expect(walk.facts('supervised').map(({ cause }) => cause)).toEqual(['noLead']);
  });

  test('the last one that was waited for is released: the case goes to 核查', () => {
    const walk = finished(called({ water: 'lead', power: 'assist' }), 'water').give(leader, { command: 'releaseDepartment', departmentId: 'power' });
    expect(walk.state.stage).toBe('verification');
    expect(walk.state.tasks.map(({ state }) => state)).toEqual(['finished', 'released']);
  });

  test.each(['releaseDepartment', 'reassign'] as const)('%s is for a task that is open', (command) => {
    const walk = finished(called({ water: 'lead', power: 'assist' }), 'water');
    for (const departmentId of ['water', 'nobody']) {
      const act = command === 'reassign' ? { command, departmentId, toDepartmentId: 'gas' } : { command, departmentId };
      expect(walk.refused(leader, act)).toMatchObject({ code: 'INVALID', field: 'departmentId' });
    }
  });
});
