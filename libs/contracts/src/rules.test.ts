import { storedCalendar, workingCalendar } from '@shaodao/contracts/rules';
import { HOUR_MS, type WorkingCalendar } from '@shaodao/domain/calendar';
import { calendar } from '@shaodao/domain/fixture/decreed-calendar';
import { describe, expect, test } from '@jest/globals';

const covered: WorkingCalendar = { ...calendar, dayCount: 'dayEnd', coveredUntil: '2027-12-31', provisionalYears: [2027] };

function flawsOf(given: WorkingCalendar): Record<string, string> {
  const { error } = workingCalendar.safeParse(given);
  return Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]));
}

describe('a working calendar', () => {
  test('may leave out what the first release did not know', () => {
    expect(workingCalendar.parse(calendar)).toEqual(calendar);
    expect(workingCalendar.parse(covered)).toEqual(covered);
  });

  test('may let shifts touch and end at 24:00', () => {
    const shifts = [
      { startMs: 0, endMs: 6 * HOUR_MS },
      { startMs: 6 * HOUR_MS, endMs: 24 * HOUR_MS },
    ];
    expect(flawsOf({ ...calendar, shifts })).toEqual({});
  });

  test.each<[string, Partial<WorkingCalendar>, Record<string, string>]>([
    ['no weekday', { weekdays: [] }, { weekdays: 'no weekday works' }],
    ['a repeated weekday', { weekdays: [1, 2, 1] }, { 'weekdays.2': 'weekday 1 stands twice' }],
    [
      'a shift that ends before its start',
      { shifts: [{ startMs: 22 * HOUR_MS, endMs: 6 * HOUR_MS }] },
      { 'shifts.0.endMs': 'does not end after its start; a night shift is two: until 24:00, from 00:00' },
    ],
    [
      'an empty shift',
      { shifts: [{ startMs: HOUR_MS, endMs: HOUR_MS }] },
      { 'shifts.0.endMs': 'does not end after its start; a night shift is two: until 24:00, from 00:00' },
    ],
    [
      'shifts that overlap',
      { shifts: [{ startMs: 0, endMs: 3 * HOUR_MS }, { startMs: 2 * HOUR_MS, endMs: 4 * HOUR_MS }] },
      { 'shifts.1.startMs': 'begins before the shift in front of it has ended' },
    ],
    [
      'shifts out of order',
      { shifts: [{ startMs: 13 * HOUR_MS, endMs: 18 * HOUR_MS }, { startMs: 8 * HOUR_MS, endMs: 12 * HOUR_MS }] },
      { 'shifts.1.startMs': 'begins before the shift in front of it has ended' },
    ],
    ['a day that is on both lists', { makeUpDays: ['2026-10-10', '2026-10-02'] }, { 'makeUpDays.1': '2026-10-02 is a holiday too' }],
    [
      'days and years behind the coverage',
      { coveredUntil: '2026-10-05', provisionalYears: [2027] },
      { 'makeUpDays.0': 'lies behind coveredUntil 2026-10-05', 'provisionalYears.0': 'lies behind coveredUntil 2026-10-05' },
    ],
  ])('with %s is refused', (_, part, flaws) => {
    expect(flawsOf({ ...calendar, ...part })).toEqual(flaws);
  });

  test('that was once let in stays readable', () => {
    const flawed = { ...calendar, weekdays: [1, 1], makeUpDays: ['2026-10-02'] };
    expect(storedCalendar.parse(flawed)).toEqual(flawed);
  });
});
