export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A stretch of work inside one local day, in milliseconds after local midnight; the start is inside, 24:00 may be the end. */
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
  /** In order and not overlapping; their sum is the length of a working day. A night shift is two: until 24:00, from 00:00. */
  shifts: Shift[];
  holidays: string[];
  makeUpDays: string[];
  /**
   * How a limit in working days is counted. `shiftTime` (also where nothing is said, as in calendars of the first
   * release): so many days' shift time. `dayEnd`: to close of business of the nth working day after the day of the
   * start, which does not count (Civil Code 201, 203).
   */
  dayCount?: 'shiftTime' | 'dayEnd' | undefined;
  /** The last day `holidays` and `makeUpDays` speak of; after it the weekdays alone decide. Left out: nobody said. */
  coveredUntil?: string | undefined;
  /** Years whose days off stand by law but whose 调休 is not decreed yet. Left out: none. */
  provisionalYears?: number[] | undefined;
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
  const date = isoDate(new Date(day * DAY_MS));
  // 1970-01-01 was a Thursday, ISO weekday 4.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  // A make-up day wins over a holiday; it is looked up only where it can change the answer.
  const off = !calendar.weekdays.includes(weekday) || calendar.holidays.includes(date);
  return !off || calendar.makeUpDays.includes(date);
}

/** `toISOString` would be five times as slow, and this is most of the work of a long limit. */
function isoDate(date: Date): string {
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(part: number): string {
  return part < 10 ? `0${part}` : `${part}`;
}

function dayOf(calendar: WorkingCalendar, at: number): number {
  return Math.floor((at + calendar.offsetMs) / DAY_MS);
}

function midnightOf(calendar: WorkingCalendar, day: number): number {
  return day * DAY_MS - calendar.offsetMs;
}

/** No calendar we know closes longer than two weeks; ten years without working time is broken data. */
const MOST_IDLE_DAYS = 3_660;

/**
 * The instant at which `ms` of shift time have passed since `from`. A start outside a shift counts from
 * the next one; a result on the end of a shift stays there. Negative `ms` goes back to the instant from which so much
 * has passed until `from`, again rather the end of a shift than the start of the next. So
 * `addWork(c, t, workBetween(c, t, u)) === u` for every u after the start and up to the end of a shift, except where no
 * shift time lies between a t behind a shift's end and that end: nothing is left and nothing owed, so it is the next start.
 * Throws RangeError for a calendar that never works.
 */
export function addWork(calendar: WorkingCalendar, from: number, ms: number): number {
  if (ms < 0) return takeWork(calendar, from, -ms);
  let left = ms;
  // At midnight a shift of the day before may just be ending.
  const first = dayOf(calendar, from - 1);
  for (let day = first, idle = 0; idle < MOST_IDLE_DAYS; day++, idle++) {
    if (!works(calendar, day)) continue;
    const midnight = midnightOf(calendar, day);
    for (const shift of calendar.shifts) {
      const start = Math.max(midnight + shift.startMs, from);
      const end = midnight + shift.endMs;
      if (end < start) continue;
      if (left <= end - start) return start + left;
      left -= end - start;
      if (end > start) idle = 0;
    }
  }
  throw neverWorks(calendar, `after ${from}`);
}

function takeWork(calendar: WorkingCalendar, from: number, ms: number): number {
  let left = ms;
  for (let day = dayOf(calendar, from), idle = 0; idle < MOST_IDLE_DAYS; day--, idle++) {
    if (!works(calendar, day)) continue;
    const midnight = midnightOf(calendar, day);
    for (const shift of calendar.shifts.toReversed()) {
      const start = midnight + shift.startMs;
      const end = Math.min(midnight + shift.endMs, from);
      if (end <= start) continue;
      if (left < end - start) return end - left;
      left -= end - start;
      idle = 0;
    }
  }
  throw neverWorks(calendar, `before ${from}`);
}

/** Shift time between two instants in milliseconds; negative when `to` is the earlier. */
export function workBetween(calendar: WorkingCalendar, from: number, to: number): number {
  // 0 minus it, since a plain minus would make a zero negative.
  if (to < from) return 0 - workBetween(calendar, to, from);
  let sum = 0;
  const last = dayOf(calendar, to);
  for (let day = dayOf(calendar, from); day <= last; day++) {
    if (!works(calendar, day)) continue;
    const midnight = midnightOf(calendar, day);
    for (const shift of calendar.shifts) {
      sum += Math.max(0, Math.min(midnight + shift.endMs, to) - Math.max(midnight + shift.startMs, from));
    }
  }
  return sum;
}

/**
 * Close of business of the nth working day after the local day of `from`, which itself never counts. `days` is whole
 * and at least 1. Throws RangeError for a calendar that never works.
 */
export function closeOfBusiness(calendar: WorkingCalendar, from: number, days: number): number {
  let left = days;
  for (let day = dayOf(calendar, from) + 1, idle = 0; idle < MOST_IDLE_DAYS; day++, idle++) {
    if (!works(calendar, day)) continue;
    left--;
    idle = 0;
    if (left <= 0) return midnightOf(calendar, day) + (calendar.shifts.at(-1)?.endMs ?? DAY_MS);
  }
  throw neverWorks(calendar, `after ${from}`);
}

/**
 * The instant up to which the days off are decreed: the start of the first provisional year, or the end of the
 * coverage. A deadline behind it may move when the next decree comes. null: the calendar does not say.
 */
export function decreedUntil(calendar: WorkingCalendar): number | null {
  const years = calendar.provisionalYears ?? [];
  const ends = years.map((year) => Date.UTC(year, 0, 1));
  if (calendar.coveredUntil !== undefined) ends.push(Date.parse(calendar.coveredUntil) + DAY_MS);
  return ends.length === 0 ? null : Math.min(...ends) - calendar.offsetMs;
}

function neverWorks(calendar: WorkingCalendar, where: string): RangeError {
  return new RangeError(`calendar ${calendar.id}@${calendar.version} has no working time ${where}`);
}
