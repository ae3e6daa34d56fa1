import { describe, expect, test } from '@jest/globals';
import { HOUR_MS } from '@shaodao/domain/calendar';
import type { Actor } from '@shaodao/domain/case/actor';
import { apply, press } from '@shaodao/domain/activation/apply';
import { settle } from '@shaodao/domain/activation/clock';
import type { ActivationAct } from '@shaodao/domain/activation/command';
import type { ActivationRules, ActivationState } from '@shaodao/domain/activation/state';
import { leader, MINUTE_MS, MORNING, pressOf, rules, STREET } from '@shaodao/domain/activation/fixture/activation';

const boss = leader('centreLeader');
const other = leader('districtLeader');
let nth = 0;

function give(state: ActivationState, act: ActivationAct, { by = other, at, under = rules }: { by?: Actor; at: number; under?: ActivationRules }) {
  return apply(state, under, { commandId: String(nth++), actor: by, at, act, textId: null }, at);
}
function taken(state: ActivationState, act: ActivationAct, given: { by?: Actor; at: number; under?: ActivationRules }): ActivationState {
  const answer = give(state, act, given);
  if ('code' in answer) throw new Error(answer.reason);
  return answer.state;
}
const confirm: ActivationAct = { command: 'confirm', approvalId: 'approval' };
const everywhere: ActivationAct = { command: 'standDown', areas: null };

/** In force since 09:01:30. */
function inForce(under = rules): ActivationState {
  const confirmed = taken(press(pressOf(), under).state, confirm, { at: MORNING + MINUTE_MS, under });
  return settle(confirmed, under, MORNING + MINUTE_MS + 30_000).state;
}
const RUNS = MORNING + 90_000;

describe('the key', () => {
  test('waits for a second person, then for its window, and takes effect at the end of it', () => {
    const pressed = press(pressOf(), rules).state;
    expect(pressed).toMatchObject({ phase: 'confirming', phaseDueAt: MORNING + 10 * MINUTE_MS, effectiveAt: null });
    const confirmed = taken(pressed, confirm, { at: MORNING + MINUTE_MS });
    expect(confirmed).toMatchObject({ phase: 'window', phaseDueAt: RUNS, effectiveAt: null, confirmedBy: other });
    expect(settle(confirmed, rules, RUNS - 1).events).toEqual([]);
    expect(settle(confirmed, rules, RUNS + 5_000).state).toMatchObject({ phase: 'active', effectiveAt: RUNS });
  });

  test('takes effect with the confirmation where the plan has no window', () => {
    const under = { ...rules, cancelWindowMs: 0 };
    const confirmed = taken(press(pressOf(), under).state, confirm, { at: MORNING + MINUTE_MS, under });
    expect(confirmed).toMatchObject({ phase: 'active', effectiveAt: MORNING + MINUTE_MS });
  });

  test('broken open by one person it is in force at once', () => {
    expect(press(pressOf({ breakGlass: true }), rules).state).toMatchObject({ phase: 'active', effectiveAt: MORNING, breakGlass: true, confirmedBy: null });
  });

  test('broken open while it waits for a second person it is in force at once', () => {
    const broken = taken(press(pressOf(), rules).state, { command: 'breakGlass' }, { by: boss, at: MORNING + MINUTE_MS });
    expect(broken).toMatchObject({ phase: 'active', effectiveAt: MORNING + MINUTE_MS, breakGlass: true, confirmedBy: null });
  });

  test('lapses when nobody confirms, and cannot be confirmed any more', () => {
    const lapsed = settle(press(pressOf(), rules).state, rules, MORNING + 10 * MINUTE_MS).state;
    expect(lapsed.phase).toBe('lapsed');
    expect(give(lapsed, confirm, { at: MORNING + 11 * MINUTE_MS })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test.each<[string, ActivationAct, Actor, string]>([
    ['the presser', confirm, boss, 'FORBIDDEN'],
    ['somebody without the right', confirm, leader('gridWorker', `${STREET}001001`), 'FORBIDDEN'],
    ['a leader whose seat does not reach the level', confirm, leader('shiftLeader'), 'FORBIDDEN'],
    ['a leader of another street', confirm, leader('subdistrictSecretary', '511703002'), 'FORBIDDEN'],
    ['an approval of another press', { command: 'confirm', approvalId: 'older' }, other, 'INVALID'],
  ])('is not confirmed by %s', (_, act, by, code) => {
    expect(give(press(pressOf(), rules).state, act, { by, at: MORNING + 1 })).toMatchObject({ code });
  });

  test('an approval counts once', () => {
    const confirmed = taken(press(pressOf(), rules).state, confirm, { at: MORNING + 1 });
    expect(give(confirmed, confirm, { by: leader('districtLeader', '511703', 'third'), at: MORNING + 2 })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('is taken back before it counts, not after', () => {
    const confirmed = taken(press(pressOf(), rules).state, confirm, { at: MORNING + 1 });
    expect(taken(confirmed, { command: 'cancel' }, { at: MORNING + 2 }).phase).toBe('cancelled');
    expect(give(inForce(), { command: 'cancel' }, { at: RUNS + 1 })).toMatchObject({ code: 'WRONG_STAGE' });
  });
});

test('people are added, let go and called again only while it is in force, by whoever commands it', () => {
  const again: ActivationAct = { command: 'callNow', people: 3, channel: 'voice', subdistricts: [STREET], teamNo: 7 };
  const called = give(inForce(), again, { at: RUNS + 1 });
  expect('events' in called && called.events.map(({ actor, fact }) => [actor?.personId, fact])).toEqual([[other.personId, { type: 'calledNow', people: 3, channel: 'voice', subdistricts: [STREET], teamNo: 7 }]]);
  expect(give(inForce(), again, { by: leader('subdistrictDuty', STREET), at: RUNS + 1 })).toMatchObject({ code: 'FORBIDDEN' });
  for (const act of [again, { command: 'releasePeople', people: 1 }, { command: 'addPeople', people: 1, cause: 'c' }] as const) {
    expect(give(press(pressOf(), rules).state, act, { at: MORNING + 1 })).toMatchObject({ code: 'WRONG_STAGE' });
  }
});

describe('levels and areas', () => {
  const two = (): ActivationState => settle(press(pressOf({ breakGlass: true, areas: [STREET, '511703002'], level: 'III' }), rules).state, rules, MORNING).state;

  test('rise and fall by area, the neighbour untouched', () => {
    const raised = taken(two(), { command: 'changeLevel', areas: [STREET], level: 'II' }, { at: MORNING + 1 });
    expect(raised.areas).toMatchObject([{ code: STREET, level: 'II', until: null }, { code: '511703002', level: 'III', until: null }]);
    const lowered = taken(raised, { command: 'changeLevel', areas: [STREET], level: 'IV' }, { at: MORNING + 2 });
    expect(lowered.areas[0]?.level).toBe('IV');
    expect(give(lowered, { command: 'changeLevel', areas: [STREET], level: 'IV' }, { at: MORNING + 3 })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('end by area; the last one ends it, and twice is refused', () => {
    const one = taken(two(), { command: 'standDown', areas: [STREET] }, { at: MORNING + 1 });
    expect(one).toMatchObject({ phase: 'active', areas: [{ until: MORNING + 1 }, { until: null }] });
    expect(give(one, { command: 'standDown', areas: [STREET] }, { at: MORNING + 2 })).toMatchObject({ code: 'WRONG_STAGE' });
    const all = taken(one, everywhere, { at: MORNING + 3 });
    expect(all).toMatchObject({ phase: 'standingDown', stoodDownAt: MORNING + 3 });
    expect(give(all, everywhere, { at: MORNING + 4 })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('a lower tier does not end or change what a higher one ordered', () => {
    const street = leader('subdistrictSecretary', STREET);
    const state = settle(press(pressOf({ breakGlass: true, level: 'IV' }), rules).state, rules, MORNING).state;
    expect(give(state, everywhere, { by: street, at: MORNING + 1 })).toMatchObject({ code: 'FORBIDDEN', reason: expect.stringContaining('lower tier') });
    const own = settle(press(pressOf({ breakGlass: true, level: 'III', actor: street }), rules).state, rules, MORNING).state;
    expect(taken(own, everywhere, { by: street, at: MORNING + 1 }).phase).toBe('standingDown');
    const raised = taken(own, { command: 'changeLevel', areas: [STREET], level: 'I' }, { at: MORNING + 1 });
    expect(give(raised, { command: 'changeLevel', areas: [STREET], level: 'IV' }, { by: street, at: MORNING + 2 })).toMatchObject({ code: 'FORBIDDEN' });
    const back = taken(raised, { command: 'changeLevel', areas: [STREET], level: 'III' }, { at: MORNING + 2 });
    expect(give(back, everywhere, { by: street, at: MORNING + 3 })).toMatchObject({ code: 'FORBIDDEN', reason: expect.stringContaining('lower tier') });
  });
});

describe('steps', () => {
  const states = (state: ActivationState) => Object.fromEntries(state.steps.map(({ code, state: step, overdue }) => [code, overdue > 0 ? `${step}!` : step]));

  test('go wave by wave; one that is red holds back only those that need it', () => {
    expect(states(inForce())).toEqual({ muster: 'running', patrol: 'running', move: 'waiting', feed: 'waiting' });
    const mustered = taken(inForce(), { command: 'finishStep', code: 'muster' }, { at: RUNS + MINUTE_MS });
    expect(states(mustered).move).toBe('waiting');
    expect(states(settle(mustered, rules, RUNS + HOUR_MS).state)).toEqual({ muster: 'done', patrol: 'running!', move: 'running', feed: 'waiting' });
    const nobody = settle(inForce(), rules, RUNS + HOUR_MS).state;
    // `move` waits for what is red; `feed` does not wait for `move`.
    expect(states(nobody)).toEqual({ muster: 'running!', patrol: 'running!', move: 'waiting', feed: 'running' });
  });

  test('a red step is told again, less and less often', () => {
    const told = settle(inForce(), rules, RUNS + 8 * HOUR_MS).events.filter(({ fact }) => fact.type === 'stepOverdue' && fact.code === 'muster');
    expect(told.map(({ at }) => (at - RUNS) / MINUTE_MS)).toEqual([30, 90, 210, 450]);
  });

  test('stand-down undoes what was done, the last wave first, and lets go of the rest', () => {
    const begun = [['muster', 1], ['patrol', 2], ['move', 3]].reduce((state, [code, minute]) => taken(state, { command: 'finishStep', code: String(code) }, { at: RUNS + Number(minute) * MINUTE_MS }), inForce());
    const down = taken(begun, everywhere, { at: RUNS + HOUR_MS });
    expect(states(down)).toEqual({ muster: 'done', patrol: 'done', move: 'undoing', feed: 'skipped' });
    const next = taken(down, { command: 'finishStep', code: 'move' }, { at: RUNS + HOUR_MS + 1 });
    expect(states(next)).toEqual({ muster: 'undoing', patrol: 'done', move: 'undone', feed: 'skipped' });
    const red = settle(down, rules, RUNS + 4 * HOUR_MS).state;
    expect(states(red)).toMatchObject({ move: 'undoing!', muster: 'undoing!' });
  });
});

describe('reports', () => {
  const owed = (state: ActivationState) => state.reports.map(({ kind, nth: number, dueAt }) => [kind, number, (dueAt - RUNS) / HOUR_MS]);

  test('first within two hours of taking effect, then daily, whether the one before was filed or missed', () => {
    expect(owed(inForce())).toEqual([['first', 1, 2]]);
    const filed = taken(inForce(), { command: 'fileReport', kind: 'first', nth: 1 }, { at: RUNS + HOUR_MS });
    expect(owed(filed)).toEqual([['first', 1, 2], ['further', 1, 26]]);
    expect(owed(settle(inForce(), rules, RUNS + 50 * HOUR_MS).state)).toEqual([['first', 1, 2], ['further', 1, 26], ['further', 2, 50], ['further', 3, 74]]);
  });

  test('none is owed at level IV until it rises', () => {
    const small = settle(press(pressOf({ breakGlass: true, level: 'IV' }), rules).state, rules, MORNING).state;
    expect(small.reports).toEqual([]);
    expect(taken(small, { command: 'changeLevel', areas: [STREET], level: 'III' }, { at: MORNING + HOUR_MS }).reports).toMatchObject([{ kind: 'first', dueAt: MORNING + 3 * HOUR_MS }]);
  });

  test('the final one within five working days, and with it everything ends', () => {
    const down = taken(inForce({ ...rules, steps: [] }), everywhere, { at: RUNS, under: { ...rules, steps: [] } });
    const final = down.reports.at(-1);
    expect(new Date(final?.dueAt ?? 0).toISOString()).toBe('2026-11-30T01:01:30.000Z');
    expect(taken(down, { command: 'fileReport', kind: 'final', nth: 1 }, { at: RUNS + 1, under: { ...rules, steps: [] } }).phase).toBe('ended');
    const late = settle(down, { ...rules, steps: [] }, final?.dueAt ?? 0).state;
    expect(late).toMatchObject({ phase: 'standingDown', reports: [expect.anything(), { kind: 'final', overdue: true }] });
    expect(taken(late, { command: 'fileReport', kind: 'final', nth: 1 }, { at: (final?.dueAt ?? 0) + 1, under: { ...rules, steps: [] } }).phase).toBe('ended');
  });
});
