import { DAY_MS, type WorkingCalendar } from '../calendar.js';

/**
 * What a local day is to a duty roster. `workDay`: works by the calendar, make-up days (调休) too; `holiday` 节假日: listed
 * as a day off by the calendar, on whatever weekday it falls; `weekend`: any other day that does not work.
 */
export const DAY_KINDS = ['workDay', 'weekend', 'holiday'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

const WEEK_DAYS = 7;

/** The local day of an instant, counted from 1970-01-01. */
export function dayOf(calendar: WorkingCalendar, at: number): number {
  return Math.floor((at + calendar.offsetMs) / DAY_MS);
}

/** The instant at which a local day begins. */
export function midnightOf(calendar: WorkingCalendar, day: number): number {
  return day * DAY_MS - calendar.offsetMs;
}

/** The day a `YYYY-MM-DD` names, counted from 1970-01-01; NaN for anything else. */
export function dayOfDate(date: string): number {
  return Date.parse(date) / DAY_MS;
}

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
export function weekOf(day: number): number {
  return Math.floor((day + 3) / WEEK_DAYS);
}

export function dayKindOf(calendar: WorkingCalendar, day: number): DayKind {
  const { special, pattern } = tableOf(calendar);
  return special.get(day) ?? patternKind(pattern, day);
}

/** How many days of these kinds lie from `fromDay` up to and without `untilDay`; negative when `untilDay` is the earlier. */
export function countDays(calendar: WorkingCalendar, kinds: readonly DayKind[], { fromDay, untilDay }: DaySpan): number {
  const table = tableOf(calendar);
  return kinds.reduce((sum, kind) => sum + daysBefore(table, kind, untilDay) - daysBefore(table, kind, fromDay), 0);
}

export interface DaySpan {
  fromDay: number;
  untilDay: number;
}

/** A calendar made ready for counting: the pattern of the week and the days that differ from it. */
interface KindTable {
  /** By ISO weekday less one: does it work? */
  pattern: boolean[];
  special: ReadonlyMap<number, DayKind>;
  /** In order; `shift` is what all of them up to and with this one add to the count of each kind. */
  specialDays: number[];
  shift: Record<DayKind, number>[];
}

/** A calendar never changes, so what is counted of it is counted once: a roster may be anchored years ago. */
const tables = new WeakMap<WorkingCalendar, KindTable>();

function tableOf(calendar: WorkingCalendar): KindTable {
  const known = tables.get(calendar);
  if (known !== undefined) return known;
  const table = readTable(calendar);
  tables.set(calendar, table);
  return table;
}

function readTable({ weekdays, holidays, makeUpDays }: WorkingCalendar): KindTable {
  const pattern = [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekdays.includes(weekday));
  const special = new Map<number, DayKind>(holidays.map((date) => [dayOfDate(date), 'holiday']));
  // Later entries win: a day that is both is made up for and works.
  for (const date of makeUpDays) special.set(dayOfDate(date), 'workDay');
  const specialDays = [...special.keys()].sort((one, other) => one - other);
  const sum = { workDay: 0, weekend: 0, holiday: 0 };
  const shift = specialDays.map((day) => {
    sum[patternKind(pattern, day)]--;
    sum[special.get(day) ?? 'holiday']++;
    return { ...sum };
  });
  return { pattern, special, specialDays, shift };
}

function patternKind(pattern: readonly boolean[], day: number): DayKind {
  return pattern[(((day + 3) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS] === true ? 'workDay' : 'weekend';
}

/** Days of a kind before a day, from a Monday that lies before everything; only differences of it mean something. */
function daysBefore({ pattern, specialDays, shift }: KindTable, kind: DayKind, day: number): number {
  return patternDaysBefore(pattern, kind, day) + (shift[countBelow(specialDays, day) - 1]?.[kind] ?? 0);
}

function patternDaysBefore(pattern: readonly boolean[], kind: DayKind, day: number): number {
  if (kind === 'holiday') return 0;
  const weeks = weekOf(day);
  const wanted = kind === 'workDay';
  const matches = (weekday: number): number => (pattern[weekday] === wanted ? 1 : 0);
  let perWeek = 0;
  let rest = 0;
  for (let weekday = 0; weekday < WEEK_DAYS; weekday++) {
    perWeek += matches(weekday);
    if (weekday < day + 3 - weeks * WEEK_DAYS) rest += matches(weekday);
  }
  return weeks * perWeek + rest;
}

/** How many of the ordered days are below `day`. */
function countBelow(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
