import { DAY_MS, HOUR_MS, type WorkingCalendar } from '@shaodao/domain/calendar';
import chineseDays from 'chinese-days';

/** A working calendar as it is kept in the project; `provisionalYears` are those whose 调休 is not decreed yet. */
export interface FrozenCalendar extends WorkingCalendar {
  provisionalYears: number[];
}

const FIRST_YEAR = 2025;
const LAST_YEAR = 2027;
const DECREED_UNTIL = 2026;

/** 08:30–12:00 and 13:30–18:00, eight hours a day, Asia/Shanghai. */
const PATTERN = {
  offsetMs: 8 * HOUR_MS,
  weekdays: [1, 2, 3, 4, 5],
  shifts: [
    { startMs: 8.5 * HOUR_MS, endMs: 12 * HOUR_MS },
    { startMs: 13.5 * HOUR_MS, endMs: 18 * HOUR_MS },
  ],
};

/** Holidays and make-up days of 2025–2027 as the package `chinese-days` knows them. */
export function nationalCalendar(): FrozenCalendar {
  const holidays: string[] = [];
  const makeUpDays: string[] = [];
  for (const date of daysOf(FIRST_YEAR, DECREED_UNTIL)) {
    const day = chineseDays.getDayDetail(date);
    // A decreed day carries `English,中文,days`; an ordinary one only the name of its weekday.
    if (!day.name.includes(',')) continue;
    (day.work ? makeUpDays : holidays).push(date);
  }
  for (let year = DECREED_UNTIL + 1; year <= LAST_YEAR; year++) holidays.push(...statutoryDays(year));
  return { id: 'china', version: 1, ...PATTERN, holidays, makeUpDays, provisionalYears: [LAST_YEAR] };
}

function daysOf(firstYear: number, lastYear: number): string[] {
  const days: string[] = [];
  for (let at = Date.UTC(firstYear, 0, 1); at < Date.UTC(lastYear + 1, 0, 1); at += DAY_MS) days.push(isoDay(at));
  return days;
}

/**
 * The thirteen days off that hold before any decree: 《全国年节及纪念日放假办法》 as of 2025, article 2.
 * Which weekdays are joined to them, and which weekends pay for it, is decreed late in the year before.
 */
function statutoryDays(year: number): string[] {
  const springFestival = dayOfLunar(year, 1, 1);
  const eve = isoDay(Date.parse(springFestival) - DAY_MS);
  const days = [
    `${year}-01-01`,
    eve,
    springFestival,
    dayOfLunar(year, 1, 2),
    dayOfLunar(year, 1, 3),
    chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
    `${year}-05-01`,
    `${year}-05-02`,
    dayOfLunar(year, 5, 5),
    dayOfLunar(year, 8, 15),
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ];
  return days.sort();
}

function dayOfLunar(year: number, month: number, day: number): string {
  return chineseDays.getSolarDateFromLunar(`${year}-${month}-${day}`).date;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
