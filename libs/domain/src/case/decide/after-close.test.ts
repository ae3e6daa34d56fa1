import { fullRules, MINUTE, NOON, person, storedPolicy } from '@shaodao/domain/case/fixture/district';
import { called, closed, finished, leader, of, officer, secretary } from '@shaodao/domain/case/fixture/roads';
import { allowedCommands } from '@shaodao/domain/case/rights';
import { isOver } from '@shaodao/domain/case/state';
import { usageOf } from '@shaodao/domain/case/usage';
import { completePolicy } from '@shaodao/domain/stored-rules';
import { describe, expect, test } from '@jest/globals';

const HOUR = 60 * MINUTE;
const reporter = person('gridWorker');
const unreached = { command: 'recordCallback' as const, channel: 'phone' as const, reached: false };
const bad = { command: 'recordCallback' as const, channel: 'web' as const, reached: true, solved: false, word: 'poor' as const };

describe('回访', () => {
  test('says whether it is solved and what the resident thinks, or that nobody was reached', () => {
    const walk = closed();
    const reached = { command: 'recordCallback' as const, channel: 'phone' as const, reached: true };
    expect(walk.refused(officer, reached)).toMatchObject({ code: 'INVALID', field: 'solved' });
    expect(walk.refused(officer, { ...reached, solved: true })).toMatchObject({ code: 'INVALID', field: 'word' });
    expect(walk.refused(of('water'), unreached)).toMatchObject({ code: 'FORBIDDEN' });
    walk.give(reporter, { ...reached, solved: true, word: 'fair' });
    expect(walk.state.callbacks).toEqual([{ at: NOON, byId: reporter.personId, solved: true, word: 'fair' }]);
  });

  test('that nobody makes is due three times, a day apart, and may still be made until the case is final', () => {
    const walk = closed().until(NOON + 200 * HOUR);
    expect(walk.facts('callbackDue').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    walk.give(officer, unreached);
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

describe('重新办理', () => {
  const reopen = { command: 'reopen' as const };

  test('within 14 days, by the reporter or the level, to the departments that did it, with half of the limit', () => {
    const walk = closed().until(NOON + 14 * 24 * HOUR - 1);
    expect(walk.refused(of('water'), reopen)).toMatchObject({ code: 'FORBIDDEN' });
    walk.give(reporter, reopen);
    expect(walk.state).toMatchObject({ stage: 'handling', reworks: 1, closedAt: null, tasks: [{ departmentId: 'water', state: 'reportedIn', reworks: 1 }] });
    expect(walk.due('level')?.dueAt).toBe(walk.now + 24 * HOUR);
    expect(walk.due('reopen')).toBeUndefined();
  });

  test('afterwards the case is final', () => {
    const walk = closed().until(NOON + 14 * 24 * HOUR);
    expect(walk.facts('finalised')).toHaveLength(1);
    expect(walk.refused(reporter, reopen)).toMatchObject({ code: 'WRONG_STAGE', stage: 'closed' });
  });

  test('a case older than reopening is over with its close', () => {
    const old = { policy: completePolicy(storedPolicy), calendar: fullRules.calendar };
    expect(closed({ rules: old }).state).toMatchObject({ stage: 'closed', deadlines: [] });
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
