import { category, MINUTE, NOON, person } from '@shaodao/domain/case/fixture/district';
import { accepted, called, chief, closed, finished, leader, officer, of, reportedIn, secretary } from '@shaodao/domain/case/fixture/roads';
import { isLate } from '@shaodao/domain/case/state';
import { describe, expect, test } from '@jest/globals';

const HOUR = 60 * MINUTE;
const reporter = person('gridWorker');
const bad = { command: 'recordCallback' as const, channel: 'web' as const, reached: true, solved: false, word: 'poor' as const };

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
