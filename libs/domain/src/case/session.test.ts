import type { Actor } from '@shaodao/domain/case/actor';
import type { CaseAct, CaseCommand } from '@shaodao/domain/case/command';
import type { CaseEvent } from '@shaodao/domain/case/event';
import { fullRules, MINUTE, NOON, person, reported } from '@shaodao/domain/case/fixture/district';
import { CaseSession } from '@shaodao/domain/case/session';
import { describe, expect, test } from '@jest/globals';

const chief = person('gridWorker', 'chief');
const water = person('departmentDuty', 'one', 'water');
const gridWhistle: CaseAct = { command: 'whistle', kind: 'grid', departments: [] };

function fresh(): { session: CaseSession; events: CaseEvent[] } {
  const { state, events } = reported('routine', { rules: fullRules });
  const session = new CaseSession(state, fullRules, (applied) => events.push(...applied.events));
  return { session, events };
}

function given(actor: Actor, act: CaseAct, at?: number): CaseCommand {
  return { commandId: `${act.command}-${actor.personId}`, actor, act, ...(at === undefined ? {} : { at }) };
}

describe('the instant of a command', () => {
  test('is when it was given: a decision that is made again after a crash, and later, is the same', () => {
    const once = fresh();
    const again = fresh();
    for (const [{ session }, delay] of [[once, 0], [again, 9_000]] as const) {
      session.take(given(chief, { command: 'accept' }, NOON + 5), NOON + 5 + delay);
      session.take(given(chief, gridWhistle, NOON + 10), NOON + 10 + delay);
    }
    expect(again.events).toEqual(once.events);
    expect(again.session.state).toEqual(once.session.state);
  });

  test('before a limit wins against the timer that is processed later, and the timer finds it met', () => {
    const { session, events } = fresh();
    session.take(given(chief, { command: 'accept' }, NOON), NOON);
    session.take(given(chief, gridWhistle, NOON), NOON);
    // Signed a second before its hour is over; the engine was away until long after.
    session.take(given(water, { command: 'sign' }, NOON + 60 * MINUTE - 1_000), NOON + 90 * MINUTE);
    session.settle(NOON + 90 * MINUTE);
    expect(events.find(({ fact }) => fact.type === 'signed')).toMatchObject({ at: NOON + 60 * MINUTE - 1_000, fact: { inTime: true } });
    expect(events.some(({ fact }) => fact.type === 'stepMissed')).toBe(false);
  });

  test('behind a limit that has acted already it comes after it, for everybody who looks', () => {
    const { session, events } = fresh();
    session.take(given(chief, { command: 'accept' }, NOON), NOON);
    session.take(given(chief, gridWhistle, NOON), NOON);
    session.settle(NOON + 61 * MINUTE);
    session.take(given(water, { command: 'sign' }, NOON + 59 * MINUTE), NOON + 62 * MINUTE);
    expect(events.at(-1)).toMatchObject({ at: NOON + 60 * MINUTE, fact: { type: 'signed', inTime: false } });
  });

  test('a clock elsewhere that runs ahead brings nothing forward', () => {
    const { session, events } = fresh();
    session.take(given(chief, { command: 'accept' }, NOON + 300 * MINUTE), NOON + MINUTE);
    expect(events.map(({ at }) => at)).toEqual([NOON, NOON + MINUTE, NOON + MINUTE]);
  });

  test('our own clock that was set back takes nothing behind what happened', () => {
    const { session, events } = fresh();
    session.take(given(chief, { command: 'accept' }), NOON + 10 * MINUTE);
    session.take(given(chief, gridWhistle, NOON + 2 * MINUTE), NOON + 5 * MINUTE);
    expect(events.at(-1)).toMatchObject({ at: NOON + 10 * MINUTE, fact: { type: 'whistled' } });
  });

  test('a session that goes on with a copy of the state knows when the last event was', () => {
    const { session, events } = fresh();
    session.take(given(chief, { command: 'accept' }, NOON + 10 * MINUTE), NOON + 10 * MINUTE);
    const next = new CaseSession(session.state, fullRules, (applied) => events.push(...applied.events), session.known());
    next.take(given(chief, gridWhistle, NOON + 5 * MINUTE), NOON + 11 * MINUTE);
    expect(events.at(-1)?.at).toBe(NOON + 10 * MINUTE);
    expect(next.take(given(chief, { command: 'accept' }), NOON + 12 * MINUTE)).toBeNull();
    expect(next.state.stage).toBe('handling');
  });
});

describe('the keys of commands', () => {
  const urge = (commandId: string): CaseCommand => ({ commandId, actor: person('communitySecretary'), act: { command: 'urge' } });

  test('of the last 200 are known again, by another process too', () => {
    const { session, events } = fresh();
    for (let index = 0; index < 450; index++) expect(session.take(urge(`urge-${index}`), NOON)).toBeNull();
    const { recentCommandIds } = session.known();
    expect([recentCommandIds.length, recentCommandIds[0], recentCommandIds.at(-1)]).toEqual([200, 'urge-250', 'urge-449']);
    const next = new CaseSession(session.state, fullRules, (applied) => events.push(...applied.events), session.known());
    for (const key of recentCommandIds) next.take(urge(key), NOON);
    expect(events).toHaveLength(451);
    expect(next.state).toBe(session.state);
  });

  test('say that one was taken before: asked again it is not refused, and asking changes nothing', () => {
    const { session } = fresh();
    const { state } = session;
    const accept = given(chief, { command: 'accept' });
    expect(session.refusal(accept, NOON + 1e9)).toMatchObject({ code: 'FORBIDDEN' });
    expect(session.refusal(accept, NOON)).toBeNull();
    expect(session.state).toBe(state);
    session.take(accept, NOON);
    expect(session.refusal(accept, NOON + 1e9)).toBeNull();
    expect(session.refusal({ ...accept, commandId: 'again' }, NOON)).toMatchObject({ code: 'WRONG_STAGE' });
  });
});
