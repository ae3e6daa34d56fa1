import type { WorkingCalendar } from '../calendar.js';
import { addLimit, remainingLimit, remainingOf } from '../limit.js';
import type { CaseRules } from '../policy.js';
import { deadlineOf, type CaseDeadline } from './deadline.js';
import { clockOfDeadline } from './limits-of.js';
import type { CaseState, KeptDeadline } from './state.js';

/** What is left of a deadline at `now`, by its own clock and to the millisecond. */
export function restOf({ state, rules, now }: { state: CaseState; rules: CaseRules; now: number }, deadline: CaseDeadline): KeptDeadline {
  const clock = clockOfDeadline({ state, rules }, deadline);
  const { dueAt, missedAt } = deadline;
  const missed = missedAt === undefined ? {} : { missedMs: remainingOf(rules.calendar, clock, { now: missedAt, dueAt: now }) };
  return { deadline, clock, remainingMs: remainingOf(rules.calendar, clock, { now, dueAt }), ...missed };
}

/** A deadline goes on with what was left of it, counted from `now` by the calendar of that day; so does what was missed before. */
export function takenUp(calendar: WorkingCalendar, { deadline, clock, remainingMs, missedMs }: KeptDeadline, now: number): CaseDeadline {
  const span = { fromAt: now, limits: [remainingLimit(clock, remainingMs)] };
  const missed = missedMs === undefined ? {} : { missedAt: addLimit(calendar, now, remainingLimit(clock, -missedMs)) };
  return { ...deadlineOf(calendar, deadline, span), rung: deadline.rung, ...missed };
}
