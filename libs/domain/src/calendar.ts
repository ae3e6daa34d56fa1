export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A stretch of work inside one local day, in milliseconds after local midnight. */
export interface Shift {
  startMs: number;
  endMs: number;
}

/**
 * A working calendar as versioned data. Days are `YYYY-MM-DD` of the district's own zone.
 * A holiday takes a weekday out; a make-up day (调休) makes a weekend day work by the weekday pattern.
 */
export interface WorkingCalendar {
  id: string;
  version: number;
  /** Milliseconds east of UTC; China is +08:00 all year, so one number is the whole zone. */
  offsetMs: number;
  /** ISO weekdays that work, 1 = Monday. */
  weekdays: number[];
  /** In order and not overlapping; their sum is the length of a working day. */
  shifts: Shift[];
  holidays: string[];
  makeUpDays: string[];
}

/** The local date of an instant as `YYYY-MM-DD`. */
export function localDate(at: number, offsetMs: number): string {
  return new Date(at + offsetMs).toISOString().slice(0, 10);
}

export function workDayMs(calendar: WorkingCalendar): number {
  return calendar.shifts.reduce((sum, shift) => sum + shift.endMs - shift.startMs, 0);
}

/** Does a day work? Days are counted from 1970-01-01. Asked day by day: a limit spans few of them, a calendar lists hundreds. */
function works(calendar: WorkingCalendar, day: number): boolean {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (calendar.makeUpDays.includes(date)) return true;
  if (calendar.holidays.includes(date)) return false;
  // 1970-01-01 was a Thursday, ISO weekday 4.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return calendar.weekdays.includes(weekday);
}

/** No calendar we know closes longer than two weeks; ten years without a working day is broken data. */
const SEARCH_DAYS = 3_660;

/**
 * The instant at which `ms` of shift time have passed since `from`. A start outside a shift counts from
 * the next one; a result on the end of a shift stays there. Throws RangeError for a calendar that never works.
 */
export function addWork(calendar: WorkingCalendar, from: number, ms: number): number {
  let left = ms;
  const first = Math.floor((from + calendar.offsetMs) / DAY_MS);
  for (let day = first; day < first + SEARCH_DAYS; day++) {
    if (!works(calendar, day)) continue;
    const midnight = day * DAY_MS - calendar.offsetMs;
    for (const shift of calendar.shifts) {
      const start = Math.max(midnight + shift.startMs, from);
      const end = midnight + shift.endMs;
      if (end <= start) continue;
      if (left <= end - start) return start + left;
      left -= end - start;
    }
  }
  throw new RangeError(`calendar ${calendar.id}@${calendar.version} has no working time after ${from}`);
}

/** Shift time between two instants in milliseconds; negative when `to` is the earlier. */
export function workBetween(calendar: WorkingCalendar, from: number, to: number): number {
  if (to < from) return -workBetween(calendar, to, from);
  let sum = 0;
  const last = Math.floor((to + calendar.offsetMs) / DAY_MS);
  for (let day = Math.floor((from + calendar.offsetMs) / DAY_MS); day <= last; day++) {
    if (!works(calendar, day)) continue;
    const midnight = day * DAY_MS - calendar.offsetMs;
    for (const shift of calendar.shifts) {
      sum += Math.max(0, Math.min(midnight + shift.endMs, to) - Math.max(midnight + shift.startMs, from));
    }
  }
  return sum;
}
