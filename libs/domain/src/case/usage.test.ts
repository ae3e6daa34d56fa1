import { HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { fullRules, NOON, officeHours, person } from '@shaodao/domain/case/fixture/district';
import { localTime, office } from '@shaodao/domain/case/fixture/office';
import { called, closed, finished, leader, of, reportedIn, secretary } from '@shaodao/domain/case/fixture/roads';
import { usageOf } from '@shaodao/domain/case/usage';
import { describe, expect, test } from '@jest/globals';

const { calendar } = fullRules;

describe('who used how much', () => {
  test('levels and departments beside one another, from the dispatch to the end of each task', () => {
    const walk = called({ water: 'lead', power: 'assist', press: 'informed' });
    walk.give(of('press'), { command: 'sign' }, NOON + HOUR);
    finished(walk.until(NOON + 5 * HOUR), 'water');
    finished(walk.until(NOON + 60 * HOUR), 'power');
    const usage = usageOf(walk.events, calendar, NOON + 61 * HOUR);
    expect(usage.departments.map(({ departmentId, ms }) => [departmentId, ms / HOUR])).toEqual([['water', 5], ['power', 60], ['press', 1]]);
    // The closing limit of 48 hours raised it to the district.
    expect(usage.levels).toMatchObject({ grid: { ms: 0 }, community: { ms: 0 }, subdistrict: { ms: 48 * HOUR }, district: { ms: 13 * HOUR } });
    expect(usage.case.ms).toBe(61 * HOUR);
  });

  test('the department clock starts at the dispatch, not at the signature', () => {
    const walk = called().give(of('water'), { command: 'sign' }, NOON + 10 * HOUR);
    expect(usageOf(walk.events, calendar, NOON + 11 * HOUR).departments).toMatchObject([{ departmentId: 'water', ms: 11 * HOUR }]);
  });

  test('a department that was called twice has one sum', () => {
    const walk = called({ water: 'lead', power: 'assist' }).give(leader, { command: 'releaseDepartment', departmentId: 'power' }, NOON + HOUR);
    walk.give(leader, { command: 'addDepartment', departmentId: 'power', part: 'assist' }, NOON + 3 * HOUR);
    expect(usageOf(walk.events, calendar, NOON + 5 * HOUR).departments).toMatchObject([{ ms: 5 * HOUR }, { departmentId: 'power', ms: 3 * HOUR }]);
  });

  test('redone, the department’s time goes on; 核查 between is nobody’s of theirs', () => {
    const walk = finished(called(), 'water').give(secretary, { command: 'verify', passed: false }, NOON + 10 * HOUR);
    expect(usageOf(walk.events, calendar, NOON + 14 * HOUR).departments).toMatchObject([{ ms: 4 * HOUR }]);
  });
});

describe('the clock of the case', () => {
  test('stands while it is closed and goes on after reopening; it never begins anew', () => {
    const walk = closed({ at: NOON }).give(person('gridWorker'), { command: 'reopen' }, NOON + 100 * HOUR);
    expect(usageOf(walk.events, calendar, NOON + 103 * HOUR).case.ms).toBe(3 * HOUR);
    const late = reportedIn(called({ water: 'lead' }), 'water').give(of('water'), { command: 'finish' }, NOON + 7 * HOUR);
    late.give(secretary, { command: 'verify', passed: true }).give(leader, { command: 'close' }).give(person('gridWorker'), { command: 'reopen' }, NOON + 50 * HOUR);
    expect(usageOf(late.events, calendar, NOON + 51 * HOUR).case.ms).toBe(8 * HOUR);
  });

  test('is told in all time and in working time', () => {
    const walk = called({ water: 'lead' }, { ...office, at: localTime('2026-11-27T16:00') });
    const usage = usageOf(walk.events, officeHours, localTime('2026-11-30T10:00'));
    expect(usage.case).toEqual({ ms: 66 * HOUR, workMs: 3.5 * HOUR });
    expect(usage.departments).toEqual([{ departmentId: 'water', ms: 66 * HOUR, workMs: 3.5 * HOUR }]);
  });
});
