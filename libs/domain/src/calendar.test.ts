import { addWork, HOUR_MS, workBetween, workDayMs, type WorkingCalendar } from '@shaodao/domain/calendar';
import { addLimit } from '@shaodao/domain/limit';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

const calendar: WorkingCalendar = {
  id: 'test',
  version: 1,
  offsetMs: 8 * HOUR_MS,
  weekdays: [1, 2, 3, 4, 5],
  shifts: [
    { startMs: 8.5 * HOUR_MS, endMs: 12 * HOUR_MS },
    { startMs: 13.5 * HOUR_MS, endMs: 18 * HOUR_MS },
  ],
  holidays: ['2026-10-01', '2026-10-02'],
  makeUpDays: ['2026-10-10'],
};
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('working time', () => {
  test.each([
    ['inside a shift', '2026-11-24T09:00', 1, '2026-11-24T10:00'],
    ['over the noon break', '2026-11-24T11:30', 1, '2026-11-24T14:00'],
    ['a result on the end of a shift stays there', '2026-11-24T11:00', 1, '2026-11-24T12:00'],
    ['a start before work counts from the shift', '2026-11-24T03:00', 1, '2026-11-24T09:30'],
    ['over night', '2026-11-24T17:00', 2, '2026-11-25T09:30'],
    ['over a weekend', '2026-11-27T17:30', 1, '2026-11-30T09:00'],
    ['over holidays', '2026-09-30T17:30', 1, '2026-10-05T09:00'],
    ['a make-up Saturday works', '2026-10-09T17:30', 1, '2026-10-10T09:00'],
  ])('%s', (_, from, hours, to) => {
    expect(new Date(addWork(calendar, at(from), hours * HOUR_MS))).toEqual(new Date(at(to)));
  });

  test('a working day is eight hours of shift time', () => {
    expect(workDayMs(calendar)).toBe(8 * HOUR_MS);
    expect(addLimit(calendar, at('2026-11-24T10:00'), { unit: 'workDay', days: 1 })).toBe(at('2026-11-25T10:00'));
    expect(addLimit(calendar, at('2026-11-24T23:00'), { unit: 'urgentHour', ms: HOUR_MS })).toBe(at('2026-11-25T00:00'));
    expect(addLimit(calendar, at('2026-11-24T23:00'), { unit: 'urgentDay', days: 1.5 })).toBe(at('2026-11-26T11:00'));
  });

  const instant = fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-20T00:00') });
  const span = fc.integer({ min: 1, max: 40 * 8 * HOUR_MS });

  test('what is added is what lies between, to the millisecond', () => {
    fc.assert(fc.property(instant, span, (t, ms) => workBetween(calendar, t, addWork(calendar, t, ms)) === ms));
  });

  test('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(instant, span, span, (t, a, b) => {
        expect(addWork(calendar, addWork(calendar, t, a), b)).toBe(addWork(calendar, t, a + b));
      }),
    );
  });

  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 5 * 24 * HOUR_MS }), span, (t, later, ms) => {
        expect(addWork(calendar, t + later, ms)).toBeGreaterThanOrEqual(addWork(calendar, t, ms));
      }),
    );
  });

  test('a calendar that never works is refused, not searched for ever', () => {
    expect(() => addWork({ ...calendar, weekdays: [] , makeUpDays: [] }, at('2026-01-01T00:00'), 1)).toThrow(RangeError);
  });
});
