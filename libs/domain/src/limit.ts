import { DAY_MS, addWork, workDayMs, type WorkingCalendar } from './calendar.js';

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
