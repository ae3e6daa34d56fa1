import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { workingCalendar } from '@shaodao/contracts/rules';
import { addWork, DAY_MS, decreedUntil, HOUR_MS, localDate, workBetween, workDayMs } from '@shaodao/domain/calendar';
import chineseDays from 'chinese-days';
import { z } from 'zod';
import { dataFile } from './data-file.js';
import { nationalCalendar, statutoryDays } from './national-calendar.js';

const require = createRequire(import.meta.url);
const frozen: unknown = JSON.parse(dataFile('calendar-2024-2027.json'));
const calendar = workingCalendar.parse(frozen);
const at = (local: string): number => Date.parse(`${local}+08:00`);
const hoursOf = (date: string): number => workBetween(calendar, at(`${date}T00:00`), at(`${date}T00:00`) + DAY_MS) / HOUR_MS;

function datesOf(year: number): string[] {
  const dates: string[] = [];
  for (let day = at(`${year}-01-01T00:00`); day < at(`${year + 1}-01-01T00:00`); day += DAY_MS) {
    dates.push(localDate(day, calendar.offsetMs));
  }
  return dates;
}

test('the frozen calendar is what the package says', () => {
  expect(frozen).toEqual(nationalCalendar());
});

test('a working day has eight hours', () => {
  expect(workDayMs(calendar)).toBe(8 * HOUR_MS);
});

describe.each([
  [2024, { off: 28, makeUp: 8 }],
  [2025, { off: 28, makeUp: 5 }],
  [2026, { off: 33, makeUp: 6 }],
])('%i', (year, decreed) => {
  const working = new Set(datesOf(year).filter((date) => hoursOf(date) === 8));

  test('has as many days off and make-up days as its decree', () => {
    const within = (dates: string[]): number => dates.filter((date) => date.startsWith(`${year}-`)).length;
    expect({ off: within(calendar.holidays), makeUp: within(calendar.makeUpDays) }).toEqual(decreed);
    expect(datesOf(year).filter((date) => hoursOf(date) !== 8 && hoursOf(date) !== 0)).toEqual([]);
  });

  test('works on the days on which the package chinese-days works', () => {
    expect(datesOf(year).filter((date) => working.has(date) !== chineseDays.isWorkday(date))).toEqual([]);
  });

  test('works on the days on which the package holiday-calendar works, which copied the decrees on its own', () => {
    const theirs = decreeOf(year);
    const works = (date: string): boolean =>
      theirs.get(date) === 'transfer_workday' || (!theirs.has(date) && ![0, 6].includes(new Date(date).getUTCDay()));
    expect(datesOf(year).filter((date) => working.has(date) !== works(date))).toEqual([]);
  });
});

/** What a year's file of the package `holiday-calendar` says, by date. */
function decreeOf(year: number): Map<string, string> {
  const file = join(require.resolve('holiday-calendar/package.json'), `../data/CN/${year}.json`);
  const { dates } = z
    .object({ dates: z.array(z.object({ date: z.iso.date(), type: z.enum(['public_holiday', 'transfer_workday']) })).min(20) })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(dates.map(({ date, type }) => [date, type]));
}

test.each([
  ['the eve of Spring Festival 2024 worked, a year before it became statutory', '2024-02-09', 8],
  ['a make-up Sunday of 2024 works', '2024-02-04', 8],
  ['a make-up Sunday works', '2025-09-28', 8],
  ['National Day does not', '2025-10-01', 0],
  ['the day in lieu of a weekend feast does not', '2025-10-08', 0],
  ['the eve of Spring Festival 2025 does not', '2025-01-28', 0],
  ['a make-up Saturday works', '2026-02-14', 8],
  ['an ordinary Saturday does not', '2026-11-21', 0],
  ['the eve of Spring Festival 2027 does not', '2027-02-05', 0],
  ['清明 2027 does not', '2027-04-05', 0],
])('%s', (_, day, hours) => {
  expect(hoursOf(day)).toBe(hours);
});

test('work begun before the long holiday of 2025 goes on after it', () => {
  expect(addWork(calendar, at('2025-09-30T17:00'), 2 * HOUR_MS)).toBe(at('2025-10-09T09:30'));
});

test('only 2027 is provisional: its 调休 is not decreed yet', () => {
  expect(calendar.provisionalYears).toEqual([2027]);
  expect(calendar.coveredUntil).toBe('2027-12-31');
  expect(decreedUntil(calendar)).toBe(at('2027-01-01T00:00'));
  expect(calendar.makeUpDays.filter((day) => day.startsWith('2027'))).toEqual([]);
  expect(calendar.holidays.filter((day) => day.startsWith('2027'))).toHaveLength(13);
});

test.each([2025, 2026])('every statutory day of %i is off in its decree', (year) => {
  expect(statutoryDays(year).filter((date) => !calendar.holidays.includes(date))).toEqual([]);
});

/**
 * The days of 2027 before those in lieu, as the Python package `holidays` 0.109 has them for China. Not asked of ICU:
 * the new moon of Spring Festival 2027 comes four minutes before midnight in Beijing, and ICU puts it behind.
 */
test('the statutory days of 2027 are those that a second package reckons', () => {
  const theirs = '01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03';
  expect(statutoryDays(2027).map((date) => date.slice(5)).join(' ')).toBe(theirs);
});

test('behind the coverage the weekdays alone decide', () => {
  expect(['2028-01-01', '2028-01-03', '2028-10-02'].map(hoursOf)).toEqual([0, 8, 8]);
});
