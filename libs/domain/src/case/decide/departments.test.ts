import { isAllowed } from '@shaodao/domain/case/rights';
import { fullRules } from '@shaodao/domain/case/fixture/district';
import { called, centre, leader, of, reportedIn, shift } from '@shaodao/domain/case/fixture/roads';
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
});
