import { DAY_MS, HOUR_MS, type WorkingCalendar } from '@shaodao/domain/calendar';
import chineseDays from 'chinese-days';

const FIRST_YEAR = 2024;
const LAST_YEAR = 2027;
/** 国办发明电〔2023〕7号 for 2024, 〔2024〕12号 for 2025, 〔2025〕7号 for 2026; the next one comes late in the year. */
const LAST_DECREED_YEAR = 2026;
/** 1 was 2025–2027. An installation may hold any version that was ever shipped, so none changes. */
const VERSION = 2;

/** 08:30–12:00 and 13:30–18:00, eight hours a day, Asia/Shanghai. */
const PATTERN = {
  offsetMs: 8 * HOUR_MS,
  weekdays: [1, 2, 3, 4, 5],
  shifts: [
    { startMs: 8.5 * HOUR_MS, endMs: 12 * HOUR_MS },
    { startMs: 13.5 * HOUR_MS, endMs: 18 * HOUR_MS },
  ],
};

/**
 * Holidays and make-up days of 2024–2027: as decreed where the package `chinese-days` knows the decree, else the days
 * the law names. Working days are counted in shift time, as in version 1. For the hand that freezes the calendar and for
 * tests: the package reckons in the zone of the process and is a day off west of Greenwich, which is refused.
 */
export function nationalCalendar(): WorkingCalendar {
  if (new Date(0).getTimezoneOffset() > 0) throw new Error('west of Greenwich chinese-days is a day off: set TZ=Asia/Shanghai');
  const holidays: string[] = [];
  const makeUpDays: string[] = [];
  for (const date of daysOf(FIRST_YEAR, LAST_DECREED_YEAR)) {
    const day = chineseDays.getDayDetail(date);
    // A decreed day carries `English,中文,days`; an ordinary one only the name of its weekday.
    if (!day.name.includes(',')) continue;
    (day.work ? makeUpDays : holidays).push(date);
  }
  const provisionalYears: number[] = [];
  for (let year = LAST_DECREED_YEAR + 1; year <= LAST_YEAR; year++) {
    provisionalYears.push(year);
    holidays.push(...statutoryDays(year));
  }
  const coverage = { coveredUntil: `${LAST_YEAR}-12-31`, provisionalYears };
  return { id: 'china', version: VERSION, ...PATTERN, ...coverage, holidays, makeUpDays };
}

function daysOf(firstYear: number, lastYear: number): string[] {
  const days: string[] = [];
  for (let at = Date.UTC(firstYear, 0, 1); at < Date.UTC(lastYear + 1, 0, 1); at += DAY_MS) days.push(isoDay(at));
  return days;
}

/**
 * The thirteen days off that hold before any decree: 《全国年节及纪念日放假办法》 article 2 as it stands since 2025-01-01
 * (State Council order 795), when the eve of Spring Festival and May 2 came in. Days in lieu of those on a weekend
 * (article 6), the days joined to them and the weekends that pay for those are decreed late in the year before.
 */
export function statutoryDays(year: number): string[] {
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
