import { expect, test } from '@jest/globals';
import { workingCalendar } from '@shaodao/contracts/rules';
import { addWork, workBetween, workDayMs, HOUR_MS } from '@shaodao/domain/calendar';
import { dataFile } from './data-file.js';
import { nationalCalendar } from './national-calendar.js';

const frozen: unknown = JSON.parse(dataFile('calendar-2025-2027.json'));
const calendar = workingCalendar.parse(frozen);
const at = (local: string): number => Date.parse(`${local}+08:00`);

test('the frozen calendar is what the package says', () => {
  expect(frozen).toEqual(nationalCalendar());
});

test('a working day has eight hours', () => {
  expect(workDayMs(calendar)).toBe(8 * HOUR_MS);
});

test.each([
  ['a make-up Sunday works', '2025-09-28', 8],
  ['National Day does not', '2025-10-01', 0],
  ['the day in lieu of a weekend feast does not', '2025-10-08', 0],
  ['a make-up Saturday works', '2026-02-14', 8],
  ['an ordinary Saturday does not', '2026-11-21', 0],
  ['the eve of Spring Festival 2027 does not', '2027-02-05', 0],
  ['清明 2027 does not', '2027-04-05', 0],
])('%s', (_, day, hours) => {
  expect(workBetween(calendar, at(`${day}T00:00`), at(`${day}T23:59:59.999`))).toBe(hours * HOUR_MS);
});

test('work begun before the long holiday of 2025 goes on after it', () => {
  expect(addWork(calendar, at('2025-09-30T17:00'), 2 * HOUR_MS)).toBe(at('2025-10-09T09:30'));
});

test('only 2027 is provisional: its 调休 is not decreed yet', () => {
  expect(nationalCalendar().provisionalYears).toEqual([2027]);
  expect(calendar.makeUpDays.filter((day) => day.startsWith('2027'))).toEqual([]);
  expect(calendar.holidays.filter((day) => day.startsWith('2027'))).toHaveLength(13);
});
