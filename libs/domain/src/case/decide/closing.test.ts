import { fullRules, MINUTE, NOON, person } from '@shaodao/domain/case/fixture/district';
import { called, closed, finished, leader, officer, of, reportedIn, secretary } from '@shaodao/domain/case/fixture/roads';
import { allowedCommands } from '@shaodao/domain/case/rights';
import { isLate, isOver } from '@shaodao/domain/case/state';
import { usageOf } from '@shaodao/domain/case/usage';
import { describe, expect, test } from '@jest/globals';

const HOUR = 60 * MINUTE;
const reporter = person('gridWorker');
const unreached = { command: 'recordCallback' as const, channel: 'phone' as const, reached: false };
const bad = { command: 'recordCallback' as const, channel: 'web' as const, reached: true, solved: false, word: 'poor' as const };

describe('回访', () => {
  test('that nobody makes is due three times, a day apart, and may still be made until the case is final', () => {
    const walk = closed().until(NOON + 200 * HOUR);
    expect(walk.facts('callbackDue').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(walk.due('callback')).toBeUndefined();
    walk.give(officer, bad);
    expect(walk.refused(officer, bad)).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('that is due and reaches nobody is due again, three tries in all', () => {
    const walk = closed();
    for (const hours of [24, 48, 72]) walk.until(NOON + hours * HOUR).give(officer, unreached);
    expect(walk.facts('callbackDue').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(walk.due('callback')).toBeUndefined();
    expect(walk.refused(officer, unreached)).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('begins anew after the next close', () => {
    const walk = closed();
    for (let tries = 0; tries < 3; tries++) walk.give(officer, unreached);
    expect(walk.due('callback')).toBeUndefined();
    walk.give(reporter, { command: 'reopen' }, NOON + HOUR);
    walk.give(of('water'), { command: 'finish' }).give(secretary, { command: 'verify', passed: true }).give(leader, { command: 'close' });
    walk.give(officer, unreached).give(officer, unreached);
    expect(walk.due('callback')).toMatchObject({ rung: 2 });
    walk.give(officer, bad);
    expect(walk.due('callback')).toBeUndefined();
  });
});

describe('返工', () => {
  const finish = { command: 'finish' as const };
  const rework = { command: 'verify' as const, passed: false };

  test('begins a new limit: what was late before is not late now, and more time may be asked for', () => {
    const walk = reportedIn(called(), 'water').give(of('water'), finish, NOON + 49 * HOUR);
    expect(walk.facts('taskFinished')).toMatchObject([{ inTime: false }]);
    walk.give(secretary, rework);
    expect(walk.state.tasks[0]).toMatchObject({ missed: [], reworks: 1 });
    expect(isLate(walk.state)).toBe(false);
    walk.give(of('water'), { command: 'requestExtension', limit: { unit: 'urgentHour', ms: HOUR } }).give(of('water'), finish);
    expect(walk.facts('taskFinished')).toMatchObject([{ inTime: false }, { inTime: true }]);
  });
});

describe('a closed case', () => {
  test('that is over hears nobody: no button leads to an engine that has ended', () => {
    const walk = closed();
    expect(allowedCommands(walk.state, fullRules, leader)).toEqual(['reopen', 'recordCallback', 'rate', 'attach']);
    walk.until(NOON + 15 * 24 * HOUR);
    expect(isOver(walk.state)).toBe(true);
    expect(allowedCommands(walk.state, fullRules, leader)).toEqual([]);
    expect(walk.refused(leader, { command: 'rate', departmentId: 'water', rating: 'good' })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('of which the parent closed the handling lets its departments go; reopened it is dispatched anew', () => {
    const walk = called({ water: 'lead', power: 'assist' }).hear({ about: 'child', fromCaseId: 'parent', actor: null });
    walk.give(of('water'), { command: 'sign' }).hear({ about: 'parentClosed', fromCaseId: 'parent', actor: leader });
    expect(walk.state.tasks.map((task) => task.state)).toEqual(['released', 'released']);
    walk.give(reporter, { command: 'reopen' }, NOON + HOUR);
    expect(walk.state).toMatchObject({ stage: 'dispatch', whistle: null });
    walk.until(NOON + 2 * HOUR);
    expect(usageOf(walk.events, fullRules.calendar, walk.now).departments).toEqual([
      { departmentId: 'water', ms: 0, workMs: 0 },
      { departmentId: 'power', ms: 0, workMs: 0 },
    ]);
  });

  test('of which one department had finished goes back to that one', () => {
    const walk = finished(called({ water: 'lead', power: 'assist' }).hear({ about: 'child', fromCaseId: 'parent', actor: null }), 'water');
    walk.hear({ about: 'parentClosed', fromCaseId: 'parent', actor: leader }).give(reporter, { command: 'reopen' }, NOON + HOUR);
    expect(walk.state.tasks.map((task) => task.state)).toEqual(['reportedIn', 'released']);
    expect(walk.due('finish', 'water')).toBeDefined();
  });
});

describe('评价', () => {
  const good = { command: 'rate' as const, departmentId: 'water', rating: 'good' as const };

  test('of a task is signed once', () => {
    const walk = finished(called({ water: 'lead', power: 'assist' }), 'water', 'power');
    walk.give(secretary, { command: 'verify', passed: true }).give(leader, good);
    expect(walk.refused(leader, good)).toMatchObject({ code: 'INVALID', field: 'departmentId' });
  });
});

describe('核查', () => {
  test('is not for whoever answers for a task, though another finished it', () => {
    const walk = reportedIn(called(), 'water').give(of('water'), { command: 'handOver', toPersonId: officer.personId });
    walk.give(of('water', 'two'), { command: 'finish' });
    expect(walk.refused(officer, { command: 'verify', passed: true })).toMatchObject({ code: 'FORBIDDEN' });
    walk.give(secretary, { command: 'verify', passed: true });
  });
});
