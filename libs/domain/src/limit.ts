import { DAY_MS, addWork, closeOfBusiness, workBetween, workDayMs, type WorkingCalendar } from './calendar.js';

/**
 * 时限: a length of time in one of the four units. Hours are whole milliseconds, days carry one decimal.
 * 工作时/工作日 run inside shifts; 紧急工作时/日 always run (GB/T 30428).
 */
export type Limit =
  | { unit: 'workHour' | 'urgentHour'; ms: number }
  | { unit: 'workDay' | 'urgentDay'; days: number };

/** The instant at which a limit that began at `from` is used up; working days as the calendar's `dayCount` says. */
export function addLimit(calendar: WorkingCalendar, from: number, limit: Limit): number {
  switch (limit.unit) {
    case 'workHour':
      return addWork(calendar, from, limit.ms);
    case 'workDay':
      return calendar.dayCount === 'dayEnd'
        ? closeOfBusiness(calendar, from, wholeDays(limit.days))
        : addWork(calendar, from, Math.round(limit.days * workDayMs(calendar)));
    case 'urgentHour':
      return from + limit.ms;
    case 'urgentDay':
      return from + Math.round(limit.days * DAY_MS);
  }
}

/** The instant at which limits that follow one another are used up; `from` where there are none. */
export function addLimits(calendar: WorkingCalendar, from: number, limits: readonly Limit[]): number {
  return limits.reduce((at, limit) => addLimit(calendar, at, limit), from);
}

/** A share of a limit in the same unit; hours are rounded to the millisecond. */
export function shareOf(limit: Limit, share: number): Limit {
  return 'ms' in limit ? { ...limit, ms: Math.round(limit.ms * share) } : { ...limit, days: limit.days * share };
}

/** Which time a limit uses up: only that of shifts, or all of it. */
export type LimitClock = 'work' | 'elapsed';

export function clockOf(limit: Limit): LimitClock {
  return limit.unit === 'workHour' || limit.unit === 'workDay' ? 'work' : 'elapsed';
}

/**
 * What is left until `dueAt` by its own clock, in milliseconds: below 0 where it is overdue, nobody clamps it.
 * On the work clock the rest of a `dayEnd` limit is shift time too.
 */
export function remainingOf(calendar: WorkingCalendar, clock: LimitClock, span: { now: number; dueAt: number }): number {
  return clock === 'work' ? workBetween(calendar, span.now, span.dueAt) : span.dueAt - span.now;
}

/**
 * A rest as a limit of its own, counted from the instant at which the clock runs again, under that day's calendar.
 * A negative rest makes a limit that `addLimit` goes back by; it never comes from a policy.
 */
export function remainingLimit(clock: LimitClock, ms: number): Limit {
  return { unit: clock === 'work' ? 'workHour' : 'urgentHour', ms };
}

/** Shares of days leave dust behind the decimals (12.5 × 0.56 is 7.000000000000001), which is no day begun. */
const DUST_DAYS = 1e-9;

function wholeDays(days: number): number {
  return Math.ceil(days - DUST_DAYS);
}
