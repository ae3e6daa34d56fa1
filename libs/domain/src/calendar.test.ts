import { addWork, closeOfBusiness, DAY_MS, decreedUntil, HOUR_MS, workDayMs } from '@shaodao/domain/calendar';
import { at, calendar } from '@shaodao/domain/fixture/decreed-calendar';
import { describe, expect, test } from '@jest/globals';

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

  test.each([
    ['nothing added on the end of a shift stays there', '2026-11-24T12:00', 0, '2026-11-24T12:00'],
    ['nothing added in a break is the next start', '2026-11-24T12:30', 0, '2026-11-24T13:30'],
    ['back inside a shift', '2026-11-24T10:00', -1, '2026-11-24T09:00'],
    ['back over the noon break', '2026-11-24T14:00', -1, '2026-11-24T11:30'],
    ['back over a weekend, to the end of a shift rather than the start of the next', '2026-11-30T09:00', -0.5, '2026-11-27T18:00'],
  ])('%s', (_, from, hours, to) => {
    expect(new Date(addWork(calendar, at(from), hours * HOUR_MS))).toEqual(new Date(at(to)));
  });

  test('a working day is eight hours of shift time', () => {
    expect(workDayMs(calendar)).toBe(8 * HOUR_MS);
  });

  test('a calendar that never works is refused, not searched for ever', () => {
    const closed = { ...calendar, weekdays: [], makeUpDays: [] };
    const empty = { ...calendar, shifts: [{ startMs: 0, endMs: 0 }] };
    expect(() => addWork(closed, at('2026-01-01T00:00'), 1)).toThrow(RangeError);
    expect(() => addWork(closed, at('2026-01-01T00:00'), -1)).toThrow(RangeError);
    expect(() => addWork(empty, at('2026-01-01T00:00'), 1)).toThrow(RangeError);
    expect(() => closeOfBusiness(closed, at('2026-01-01T00:00'), 1)).toThrow(RangeError);
  });

  test('an hour a week is enough for a limit of many years', () => {
    const rare = { ...calendar, weekdays: [1], shifts: [{ startMs: 0, endMs: HOUR_MS }] };
    expect(new Date(addWork(rare, at('2026-01-05T00:00'), 1_000 * HOUR_MS))).toEqual(new Date(at('2045-02-20T01:00')));
  });

  test('a night shift given as two works through midnight', () => {
    const night = { ...calendar, shifts: [{ startMs: 0, endMs: 6 * HOUR_MS }, { startMs: 22 * HOUR_MS, endMs: DAY_MS }] };
    expect(new Date(addWork(night, at('2026-11-24T23:00'), 2 * HOUR_MS))).toEqual(new Date(at('2026-11-25T01:00')));
    expect(new Date(addWork(night, at('2026-11-24T23:00'), HOUR_MS))).toEqual(new Date(at('2026-11-25T00:00')));
    expect(new Date(closeOfBusiness(night, at('2026-11-24T23:00'), 1))).toEqual(new Date(at('2026-11-26T00:00')));
  });
});

describe('days off are decreed', () => {
  test('until the first provisional year begins in the own zone', () => {
    const known = { ...calendar, coveredUntil: '2028-12-31', provisionalYears: [2028, 2027] };
    expect(decreedUntil(known)).toBe(at('2027-01-01T00:00'));
  });

  test('until the end of the coverage where no year is provisional', () => {
    expect(decreedUntil({ ...calendar, coveredUntil: '2026-12-31' })).toBe(at('2027-01-01T00:00'));
  });

  test('nobody knows until when in a calendar that does not say', () => {
    expect(decreedUntil(calendar)).toBeNull();
  });
});
