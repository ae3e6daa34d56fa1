import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { deadlineKey } from '@shaodao/domain/case/deadline';
import { rebuild } from '@shaodao/domain/case/evolve';
import { act, category, fullPolicy, fullRules, MINUTE, NOON, officeHours, person, reported } from '@shaodao/domain/case/fixture/district';
import { replan, type NewRules } from '@shaodao/domain/case/replan';
import { CaseSession } from '@shaodao/domain/case/session';
import type { CaseState } from '@shaodao/domain/case/state';
import { addLimit } from '@shaodao/domain/limit';
import type { CaseCategory, CaseRules } from '@shaodao/domain/policy';
import { describe, expect, test } from '@jest/globals';

const HOUR = 60 * MINUTE;
const workHours = (count: number) => ({ unit: 'workHour' as const, ms: count * HOUR });
/** Closing within two working days, verification within working hours; everything else as in the small district. */
const inShifts: CaseCategory = { ...category, closing: { ...category.closing, routine: workHours(16) } };
const rules: CaseRules = { policy: fullPolicy, calendar: officeHours };
/** The day after {@link NOON}, a Wednesday. */
const withHoliday: WorkingCalendar = { ...officeHours, version: 2, holidays: ['2026-11-25'] };
const leader = person('districtLeader');
const next = (change: Partial<NewRules>): NewRules => ({ commandId: 'again', actor: leader, ...change });

function handling(): CaseState {
  const { state } = reported('routine', { rules, category: inShifts });
  const accepted = act(state, person('gridWorker', 'chief'), { command: 'accept' }, NOON, rules).state;
  return act(accepted, person('gridWorker', 'chief'), { command: 'whistle', kind: 'grid', departments: [] }, NOON, rules).state;
}

const dueOf = (state: CaseState): Record<string, number> =>
  Object.fromEntries(state.deadlines.map((deadline) => [deadlineKey(deadline), deadline.dueAt]));

describe('a re-plan', () => {
  test('counts every deadline anew from its own instant; what runs by the clock on the wall stays', () => {
    const before = handling();
    const { state, events, moved, rules: after } = replan(before, rules, next({ calendar: withHoliday }), NOON + 30 * MINUTE);
    expect(after).toEqual({ policy: fullPolicy, calendar: withHoliday });
    const [old, now] = [dueOf(before), dueOf(state)];
    expect(now['level']).toBe(addLimit(withHoliday, NOON, workHours(16)));
    expect((now['level'] ?? 0) - (old['level'] ?? 0)).toBe(24 * HOUR);
    expect(now['sign:water']).toBe(old['sign:water']);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ actor: leader, fact: { type: 'replanned', policy: 'full@1', calendar: 'office@2', category: null } });
    const { fact } = events[0] ?? {};
    const changes = fact?.type === 'replanned' ? fact.changes : [];
    expect(changes.filter(({ kind }) => kind !== 'urge')).toHaveLength(moved);
    for (const { kind, departmentId, ref, fromDueAt, toDueAt } of changes) {
      const key = deadlineKey({ kind, departmentId, ref: ref ?? undefined });
      expect([old[key], now[key]]).toEqual([fromDueAt, toDueAt]);
      expect(fromDueAt).not.toBe(toDueAt);
    }
    expect(state.rulesRef).toBe('full@1/office@2');
  });

  test('moves a reminder with what it reminds of', () => {
    const { state } = replan(handling(), rules, next({ calendar: withHoliday }), NOON + HOUR);
    const urge = state.deadlines.find(({ kind, ref }) => kind === 'urge' && ref === 'finish');
    expect(urge?.dueAt).toBe(addLimit(withHoliday, NOON, workHours(12.8)));
  });

  test('under a shorter limit never sets a deadline into the past: it is due now', () => {
    const now = NOON + 30 * HOUR;
    const short: CaseCategory = { ...inShifts, closing: { ...inShifts.closing, routine: workHours(1) } };
    const { state } = replan(handling(), rules, next({ category: short }), now);
    expect(dueOf(state)['level']).toBe(now);
    expect(state.category).toEqual(short);
  });

  test('leaves what is left of suspended deadlines to the millisecond', () => {
    const asked = act(handling(), person('departmentDuty', 'one', 'water'), { command: 'requestSuspension', reviewAt: NOON + 90 * HOUR }, NOON, rules).state;
    const suspended = act(asked, person('shiftLeader'), { command: 'decideSuspension', granted: true }, NOON + HOUR, rules).state;
    const { state, moved } = replan(suspended, rules, next({ calendar: withHoliday }), NOON + 2 * HOUR);
    expect(state.suspended).toEqual(suspended.suspended);
    expect(moved).toBe(0);
  });

  test('is taken once for its id, and the history leads to the same state', () => {
    const { state, events } = reported('routine', { rules: fullRules });
    const all = [...events];
    const session = new CaseSession(state, fullRules, (applied) => all.push(...applied.events));
    const asked = next({ calendar: officeHours });
    session.replan(asked, NOON + MINUTE);
    expect(session.replan(asked, NOON + 2 * MINUTE)).toBe(0);
    expect(all.map(({ fact }) => fact.type)).toEqual(['reported', 'replanned']);
    expect(session.rules.calendar).toEqual(officeHours);
    expect(rebuild(all)).toEqual(session.state);
  });
});
