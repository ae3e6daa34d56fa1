import { fullRules, person } from '@shaodao/domain/case/fixture/district';
import type { CaseAct } from '@shaodao/domain/case/command';
import type { CaseRules } from '@shaodao/domain/policy';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { Engine, eventTypes, give, ladderOf, seconds, until } from '../fixture/engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());

const hours = (count: number) => ({ unit: 'urgentHour' as const, ms: count * 3_600_000 });
const every = (limit: ReturnType<typeof seconds>) => ({ routine: limit, urgent: limit, emergency: limit });
const rulesWith = (change: Partial<CaseRules['policy']>): CaseRules => ({ ...fullRules, policy: { ...fullRules.policy, ...change } });

/** Whom a case of many commands needs. */
const leader = person('districtLeader');
const second = person('centreLeader');
const worker = person('gridWorker');
const departments = ['water', 'power', 'roads', 'fire', 'police', 'press'];
const officer = (departmentId: string) => person('departmentDuty', 'one', departmentId);

function runIdOf(handle: WorkflowHandle): Promise<string> {
  return handle.describe().then(({ runId }) => runId);
}

describe('a long case', () => {
  test('of 40 commands, 3 suspensions, 6 departments, 3 escalations and 5 supervisions stays within 320 history events', async () => {
    const rules = rulesWith({ ladders: ladderOf(0.3), supervisionEvery: every(seconds(1)), urgeAtShare: null });
    const { id, handle } = await engine.begin(rules);
    const count = (type: string): number => engine.lines(id).filter((line) => line.fact.type === type).length;
    await until(() => count('supervised') >= 5);
    let commands = 0;
    const order = async (who: typeof leader, act: CaseAct): Promise<void> => {
      await give(handle, who, act);
      commands++;
    };
    const called = departments.slice(0, 4).map((departmentId, index) => ({ departmentId, part: index === 0 ? ('lead' as const) : ('assist' as const) }));
    await order(leader, { command: 'accept' });
    await order(leader, { command: 'whistle', kind: 'emergencyResponse', departments: called });
    for (const departmentId of departments.slice(4)) await order(leader, { command: 'addDepartment', departmentId, part: 'assist' });
    for (let i = 0; i < 3; i++) {
      await order(leader, { command: 'requestSuspension', reviewAt: Date.now() + 3_600_000 });
      await order(second, { command: 'decideSuspension', granted: true });
      await order(leader, { command: 'resume' });
    }
    for (const departmentId of departments.slice(0, 5)) {
      await order(officer(departmentId), { command: 'sign' });
      await order(officer(departmentId), { command: 'contact', plannedFinishAt: Date.now() + 3_600_000 });
      await order(officer(departmentId), { command: 'reportIn' });
      await order(officer(departmentId), { command: 'finish' });
    }
    await order(leader, { command: 'releaseDepartment', departmentId: 'press' });
    await order(worker, { command: 'verify', passed: false });
    for (const departmentId of departments.slice(0, 5)) await order(officer(departmentId), { command: 'finish' });
    expect(commands).toBe(40);
    await until(() => count('taskFinished') === 10);
    expect(count('escalated')).toBe(3);
    expect(count('suspended')).toBe(3);
    const events = (await eventTypes(handle)).length;
    console.warn(`40 commands, ${count('supervised')} supervisions: ${events} history events`);
    expect(events).toBeLessThanOrEqual(320);
    await handle.terminate();
  });

  test('a year of weekly supervision continues as new, whole and in order, and knows the keys of its last 200 commands', async () => {
    const week = seconds(0.5);
    const rules = rulesWith({ ladders: ladderOf(0.1), supervisionEvery: every(week), urgeAtShare: null, continueAfterEvents: 150 });
    const { id, handle } = await engine.begin(rules);
    const first = await runIdOf(handle);
    const key = (index: number): string => `${id}-${index}`;
    for (let index = 0; index <= 200; index++) await give(handle, leader, { command: 'urge' }, key(index));
    const supervised = (): number[] => engine.lines(id).filter((line) => line.fact.type === 'supervised').map((line) => line.at);
    await until(() => supervised().length >= 52, 60_000);
    expect(await runIdOf(handle)).not.toBe(first);

    const acts = (): number => engine.lines(id).filter((line) => line.fact.type === 'urged').length;
    await until(() => acts() === 201);
    // The oldest of the last 200 is known still: nothing happens. The one before it is forgotten, and is a new act.
    await give(handle, leader, { command: 'urge' }, key(1));
    const after = await give(handle, leader, { command: 'urge' }, key(0));
    await until(() => engine.lines(id).some((line) => line.seq === after.seq));
    expect(acts()).toBe(202);
    expect(engine.lines(id).map((line) => line.seq)).toEqual(engine.lines(id).map((_, index) => index + 1));
    const weeks = supervised();
    expect(weeks.slice(1).map((at, index) => at - (weeks[index] ?? 0))).toEqual(weeks.slice(1).map(() => 500));
    await handle.terminate();
  });

  test('a closed case is called back, may be reopened, and ends when the time for that is over', async () => {
    const rules = rulesWith({ ladders: ladderOf(3_600), afterClose: { callback: seconds(0.3), attempts: 2, reopen: seconds(1.5) } });
    const { id, handle } = await engine.begin(rules);
    const types = (): string[] => engine.lines(id).map((line) => line.fact.type);
    await give(handle, worker, { command: 'accept' });
    await give(handle, worker, { command: 'finish' });
    await give(handle, leader, { command: 'verify', passed: true });
    const closed = await give(handle, leader, { command: 'close' });
    expect(closed.deadlines.map(({ kind }) => kind)).toEqual(['callback', 'reopen']);
    await handle.result();
    expect(types()).toEqual(['reported', 'accepted', 'filed', 'settled', 'verified', 'closed', 'callbackDue', 'callbackDue', 'finalised']);
    const at = (type: string): number => engine.lines(id).find((line) => line.fact.type === type)?.at ?? 0;
    expect(at('finalised') - at('closed')).toBe(1_500);
  });

  test('reopened within its time it goes on as the same case', async () => {
    const rules = rulesWith({ ladders: ladderOf(3_600), afterClose: { callback: hours(24), attempts: 3, reopen: hours(24) } });
    const { id, handle } = await engine.begin(rules);
    await give(handle, worker, { command: 'accept' });
    await give(handle, worker, { command: 'finish' });
    await give(handle, leader, { command: 'verify', passed: true });
    await give(handle, leader, { command: 'close' });
    const again = await give(handle, worker, { command: 'reopen' });
    expect(again).toMatchObject({ stage: 'dispatch', reworks: 1, closedAt: null });
    expect(again.deadlines.map(({ kind }) => kind).sort()).toEqual(['level', 'urge']);
    expect(engine.lines(id).at(-1)?.fact.type).toBe('reopened');
    await handle.terminate();
  });
});
