import { category, fullRules, MINUTE, NOON, person, storedPolicy } from '@shaodao/domain/case/fixture/district';
import { accepted, called, chief, closed, finished, leader, officer, of, reportedIn, secretary } from '@shaodao/domain/case/fixture/roads';
import { allowedCommands } from '@shaodao/domain/case/rights';
import { isLate, isOver } from '@shaodao/domain/case/state';
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

describe('返工 and 督办', () => {
  const rework = { command: 'verify' as const, passed: false };

  test('each gives half of the limit before, and the third raises a supervision of the whole case', () => {
    const walk = finished(called(), 'water');
    const limits: number[] = [];
    for (let times = 0; times < 3; times++) {
      walk.give(secretary, rework);
      limits.push(((walk.due('finish', 'water')?.dueAt ?? 0) - walk.now) / HOUR);
      walk.give(of('water'), { command: 'finish' });
    }
    expect(limits).toEqual([24, 12, 6]);
    expect(walk.facts('supervised')).toEqual([{ type: 'supervised', departmentId: null, times: 1, cause: 'reworks' }]);
  });

  test('of a case without departments goes back to the level, with half of its limit', () => {
    const walk = accepted().give(chief, { command: 'finish' }).give(secretary, rework);
    expect(walk.state).toMatchObject({ stage: 'dispatch', reworks: 1 });
    expect(walk.due('level')?.dueAt).toBe(NOON + 2 * HOUR);
  });
});

describe('结案', () => {
  test('asks for the pictures of the finished work the category wants; others do not count', () => {
    const two = { ...category, closureConditions: { evidence: 2 } };
    const walk = finished(called({ water: 'lead' }, { category: two }), 'water').give(secretary, { command: 'verify', passed: true });
    const picture = (sha256: string, purpose: 'after' | 'before') =>
      ({ command: 'attach' as const, attachmentId: sha256, sha256, mediaType: 'image/png' as const, size: 1, purpose });
    walk.give(of('water'), picture('a', 'after')).give(of('water'), picture('a', 'after')).give(of('water'), picture('b', 'before'));
    expect(walk.state.attachments).toHaveLength(2);
    expect(walk.refused(leader, { command: 'close' })).toMatchObject({ code: 'INVALID', field: 'attachments' });
    expect(walk.give(of('water'), picture('c', 'after')).give(leader, { command: 'close' }).state.stage).toBe('closed');
  });

  test('a case has twenty attachments at the most', () => {
    const walk = accepted();
    const attach = (index: number) =>
      ({ command: 'attach' as const, attachmentId: `${index}`, sha256: `${index}`, mediaType: 'image/png' as const, size: 1, purpose: 'other' as const });
    for (let index = 0; index < 20; index++) walk.give(chief, attach(index));
    expect(walk.refused(chief, attach(20))).toMatchObject({ code: 'INVALID', field: 'attachments' });
    expect(walk.refused(person('operations'), attach(21))).toMatchObject({ code: 'FORBIDDEN' });
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

describe('评价', () => {
  const good = { command: 'rate' as const, departmentId: 'water', rating: 'good' as const };

  test('of a task is signed once', () => {
    const walk = finished(called({ water: 'lead', power: 'assist' }), 'water', 'power');
    walk.give(secretary, { command: 'verify', passed: true }).give(leader, good);
    expect(walk.refused(leader, good)).toMatchObject({ code: 'INVALID', field: 'departmentId' });
  });

  test('is signed anew for work that is done again, and asked for while one task has none', () => {
    const walk = finished(called({ water: 'lead', power: 'assist' }), 'water', 'power').give(secretary, { command: 'verify', passed: true });
    walk.give(leader, good).give(leader, { ...good, departmentId: 'power' });
    expect(walk.refused(leader, good)).toMatchObject({ code: 'WRONG_STAGE' });
    walk.give(leader, { command: 'close' }).give(reporter, { command: 'reopen' });
    expect(walk.state.tasks.map(({ rating }) => rating)).toEqual([null, null]);
  });

  test('is proposed by the machine; another word needs a reason, and an informed unit has none', () => {
    const walk = closed({ at: NOON }).give(officer, bad);
    expect(walk.silently(leader, good)).toMatchObject({ code: 'INVALID', field: 'reason' });
    expect(walk.silently(leader, { ...good, rating: 'poor' })).toBeNull();
    expect(walk.facts('rated')).toEqual([{ type: 'rated', departmentId: 'water', proposed: 'poor', rating: 'poor' }]);
    const informed = finished(called({ water: 'lead', press: 'informed' }), 'water').give(secretary, { command: 'verify', passed: true });
    expect(informed.refused(leader, { ...good, departmentId: 'press' })).toMatchObject({ code: 'INVALID', field: 'departmentId' });
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
