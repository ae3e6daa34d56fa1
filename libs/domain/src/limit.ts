import { DAY_MS, addWork, workBetween, workDayMs, type WorkingCalendar } from './calendar.js';

/**
 * 时限: a length of time in one of the four units. Hours are whole milliseconds, days carry one decimal.
 * 工作时/工作日 run inside shifts; 紧急工作时/日 always run (GB/T 30428).
 */
export type Limit =
  | { unit: 'workHour' | 'urgentHour'; ms: number }
  | { unit: 'workDay' | 'urgentDay'; days: number };

/** The instant at which a limit that began at `from` is used up. */
export function addLimit(calendar: WorkingCalendar, from: number, limit: Limit): number {
  switch (limit.unit) {
    case 'workHour':
      return addWork(calendar, from, limit.ms);
    case 'workDay':
      return addWork(calendar, from, Math.round(limit.days * workDayMs(calendar)));
    case 'urgentHour':
      return from + limit.ms;
    case 'urgentDay':
      return from + Math.round(limit.days * DAY_MS);
  }
}

/** A share of a limit in the same unit; hours are rounded to the millisecond. */
export function shareOf(limit: Limit, share: number): Limit {
  return 'ms' in limit ? { ...limit, ms: Math.round(limit.ms * share) } : { ...limit, days: limit.days * share };
}

/** The instant at which limits that follow one another are used up. */
export function addLimits(calendar: WorkingCalendar, from: number, limits: readonly Limit[]): number {
  return limits.reduce((at, limit) => addLimit(calendar, at, limit), from);
}

/** Which time a limit uses up: only that of shifts, or all of it. */
export type LimitClock = 'work' | 'elapsed';

export function clockOf(limit: Limit): LimitClock {
  return limit.unit === 'workHour' || limit.unit === 'workDay' ? 'work' : 'elapsed';
}

/** What is left until `dueAt` by its own clock, in milliseconds. */
export function remainingOf(calendar: WorkingCalendar, clock: LimitClock, span: { now: number; dueAt: number }): number {
  return clock === 'work' ? workBetween(calendar, span.now, span.dueAt) : span.dueAt - span.now;
}

export function remainingLimit(clock: LimitClock, ms: number): Limit {
  return { unit: clock === 'work' ? 'workHour' : 'urgentHour', ms };
}
