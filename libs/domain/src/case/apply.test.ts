import type { CaseEvent } from '@shaodao/domain/case/event';
import { rebuild } from '@shaodao/domain/case/evolve';
import { act, attempt, MINUTE, NOON, person, reported, rules } from '@shaodao/domain/case/fixture/district';
import { allowedCommands } from '@shaodao/domain/case/rights';
import { nextDeadline, type CaseState } from '@shaodao/domain/case/state';
import { describe, expect, test } from '@jest/globals';

const worker = person('gridWorker');
const chief = person('gridWorker', 'chief');
const secretary = person('communitySecretary');
const leader = person('subdistrictDuty');
const water = person('departmentDuty', 'one', 'water');
const waterTwo = person('departmentDuty', 'two', 'water');
const power = person('departmentDuty', 'one', 'power');

const contact = { command: 'contact' as const, plannedFinishAt: NOON + 600 * MINUTE };
const gridWhistle = { command: 'whistle' as const, kind: 'grid' as const, departments: [] };
const accepted = (): CaseState => act(reported().state, chief, { command: 'accept' }).state;
const whistled = (): CaseState => act(accepted(), chief, gridWhistle).state;
const types = (events: CaseEvent[]): string[] => events.map((event) => event.fact.type);

describe('the road of a whistle', () => {
  test('a grid whistle is signed, contacted, reported in, finished, verified and closed', () => {
    let { state, events } = reported();
    const all = [...events];
    const go = (...args: Parameters<typeof act> extends [unknown, ...infer Rest] ? Rest : never): void => {
      const done = act(state, ...args);
      state = done.state;
      all.push(...done.events);
    };
    go(chief, { command: 'accept' });
    expect(state.stage).toBe('dispatch');
    go(chief, gridWhistle);
    expect(state.tasks.map((task) => [task.departmentId, task.part])).toEqual([['water', 'lead']]);
    go(water, { command: 'sign' });
    go(water, contact);
    go(waterTwo, { command: 'reportIn' });
    go(waterTwo, { command: 'finish' });
    expect(state.stage).toBe('verification');
    go(secretary, { command: 'verify', passed: true });
    go(leader, { command: 'close' });
    expect(state.stage).toBe('closed');
    expect(state.deadlines).toEqual([]);
    expect(types(all)).toEqual(
      ['reported', 'accepted', 'filed', 'whistled', 'signed', 'contacted', 'reportedIn', 'taskFinished', 'verified', 'closed'],
    );
    expect(rebuild(all)).toEqual(state);
  });

  test('an advance whistle lifts the case to its subdistrict and waits for every acting department', () => {
    const departments = [
      { departmentId: 'water', part: 'lead' as const },
      { departmentId: 'power', part: 'assist' as const },
      { departmentId: 'press', part: 'informed' as const },
    ];
    let { state } = act(accepted(), leader, { command: 'whistle', kind: 'advance', departments });
    expect(state.level).toBe('subdistrict');
    expect(state.deadlines.map((deadline) => deadline.kind).sort()).toEqual(
      ['contact', 'contact', 'level', 'reportIn', 'reportIn', 'sign', 'sign', 'sign'],
    );
    for (const one of [water, power]) {
      state = act(state, one, { command: 'sign' }).state;
      state = act(state, one, contact).state;
      state = act(state, one, { command: 'reportIn' }).state;
    }
    state = act(state, water, { command: 'finish' }).state;
    expect(state.stage).toBe('handling');
    state = act(state, power, { command: 'finish' }).state;
    expect(state.stage).toBe('verification');
  });

  test('where no lead is named the first to sign leads, once', () => {
    const departments = [
      { departmentId: 'power', part: 'assist' as const },
      { departmentId: 'water', part: 'assist' as const },
    ];
    const { state } = act(accepted(), leader, { command: 'whistle', kind: 'advance', departments });
    const first = act(state, water, { command: 'sign' });
    expect(types(first.events)).toEqual(['signed', 'leadTaken']);
    const second = act(first.state, power, { command: 'sign' });
    expect(types(second.events)).toEqual(['signed']);
    expect(second.state.tasks.map((task) => task.part)).toEqual(['assist', 'lead']);
  });

  test('the owner of the level settles a case without a whistle', () => {
    const { state } = act(accepted(), chief, { command: 'finish' });
    expect(state.stage).toBe('verification');
    expect(attempt(state, chief, { command: 'verify', passed: true })).toMatchObject({ code: 'FORBIDDEN' });
    expect(act(state, worker, { command: 'verify', passed: true }).state.stage).toBe('closure');
  });

  test('who handled a task may not verify it, nor a colleague who took a step of it', () => {
    let state = whistled();
    state = act(state, water, { command: 'sign' }).state;
    state = act(state, water, contact).state;
    state = act(state, waterTwo, { command: 'reportIn' }).state;
    state = act(state, waterTwo, { command: 'finish' }).state;
    expect(state.handlerIds).toEqual([water.personId, waterTwo.personId]);
  });

  test('rework goes back to the department with half the time', () => {
    let state = whistled();
    for (const given of [{ command: 'sign' as const }, contact, { command: 'reportIn' as const }, { command: 'finish' as const }]) {
      state = act(state, water, given).state;
    }
    state = act(state, secretary, { command: 'verify', passed: false }).state;
    expect(state).toMatchObject({ stage: 'handling', reworks: 1 });
    expect(state.tasks[0]?.state).toBe('reportedIn');
    expect(nextDeadline(state)?.dueAt).toBe(NOON + 24 * 60 * MINUTE);
    expect(act(state, water, { command: 'finish' }).state.stage).toBe('verification');
  });

  test('the community withdraws a grid whistle until somebody has reported in', () => {
    let state = whistled();
    expect(act(state, secretary, { command: 'withdrawWhistle' }).state).toMatchObject({ stage: 'dispatch', tasks: [], whistle: null });
    state = act(state, water, { command: 'sign' }).state;
    state = act(state, water, contact).state;
    state = act(state, water, { command: 'reportIn' }).state;
    expect(attempt(state, secretary, { command: 'withdrawWhistle' })).toMatchObject({ code: 'WRONG_STAGE' });
  });
});

describe('refusals', () => {
  test.each([
    ['a stage that does not hear it', reported().state, chief, { command: 'close' as const }, 'WRONG_STAGE'],
    ['another grid', reported().state, { ...chief, areaCode: '511703001001002' }, { command: 'accept' as const }, 'FORBIDDEN'],
    ['a lower tier', act(accepted(), chief, { command: 'escalate' }).state, chief, { command: 'finish' as const }, 'FORBIDDEN'],
    ['a department that was not called', whistled(), power, { command: 'sign' as const }, 'FORBIDDEN'],
    ['a second escalation by who no longer owns it', act(accepted(), chief, { command: 'escalate' }).state, worker, { command: 'escalate' as const }, 'WRONG_STAGE'],
    ['a step before its turn', whistled(), water, { command: 'reportIn' as const }, 'WRONG_STAGE'],
    ['a kind of the other family', accepted(), secretary, { ...gridWhistle, kind: 'routine' as const }, 'INVALID'],
    ['a kind that is not the seat’s', accepted(), chief, { ...gridWhistle, kind: 'breakthrough' as const }, 'FORBIDDEN'],
    [
      'a grid calling a department that is not attached to it',
      accepted(),
      chief,
      { ...gridWhistle, departments: [{ departmentId: 'press', part: 'lead' as const }] },
      'FORBIDDEN',
    ],
    [
      'two leads',
      accepted(),
      leader,
      {
        command: 'whistle' as const,
        kind: 'advance' as const,
        departments: [
          { departmentId: 'a', part: 'lead' as const },
          { departmentId: 'b', part: 'lead' as const },
        ],
      },
      'INVALID',
    ],
    ['a second signature', act(whistled(), water, { command: 'sign' }).state, waterTwo, { command: 'sign' as const }, 'WRONG_STAGE'],
  ])('%s is refused', (_, state, actor, given, code) => {
    expect(attempt(state, actor, given)).toMatchObject({ code });
  });

  test('what is allowed is exactly what is taken', () => {
    for (const state of [reported().state, accepted(), whistled()]) {
      for (const actor of [worker, secretary, leader, water, power, person('operations')]) {
        const allowed = allowedCommands(state, rules, actor);
        for (const command of ['accept', 'reject', 'sign', 'close', 'escalate', 'finish'] as const) {
          expect('code' in attempt(state, actor, { command })).toBe(!allowed.includes(command));
        }
      }
    }
  });
});
