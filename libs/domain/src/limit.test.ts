import { HOUR_MS, type WorkingCalendar } from '@shaodao/domain/calendar';
import { at, calendar } from '@shaodao/domain/fixture/decreed-calendar';
import { addLimit, addLimits, clockOf, remainingLimit, remainingOf, shareOf, type Limit } from '@shaodao/domain/limit';
import { describe, expect, test } from '@jest/globals';

const dayEnd: WorkingCalendar = { ...calendar, dayCount: 'dayEnd' };

describe('a limit', () => {
  test.each<[string, string, Limit, string]>([
    ['of working hours runs in shifts', '2026-11-24T17:00', { unit: 'workHour', ms: 1.5 * HOUR_MS }, '2026-11-25T09:00'],
    ['of working days takes as much shift time', '2026-11-24T10:00', { unit: 'workDay', days: 1 }, '2026-11-25T10:00'],
    ['of a tenth of a working day is 48 minutes', '2026-11-24T10:00', { unit: 'workDay', days: 0.1 }, '2026-11-24T10:48'],
    ['of urgent hours always runs', '2026-11-24T23:00', { unit: 'urgentHour', ms: HOUR_MS }, '2026-11-25T00:00'],
    ['of urgent days always runs', '2026-11-24T23:00', { unit: 'urgentDay', days: 1.5 }, '2026-11-26T11:00'],
  ])('%s', (_, from, limit, to) => {
    expect(new Date(addLimit(calendar, at(from), limit))).toEqual(new Date(at(to)));
  });

  test('several follow one another', () => {
    const fence: Limit = { unit: 'urgentHour', ms: 3 * HOUR_MS };
    const restore: Limit = { unit: 'workDay', days: 1 };
    expect(new Date(addLimits(calendar, at('2026-11-24T16:00'), [fence, restore]))).toEqual(new Date(at('2026-11-25T18:00')));
    expect(addLimits(calendar, 5, [])).toBe(5);
  });
});

describe('working days counted to the end of the day (Civil Code 201, 203)', () => {
  test.each([
    ['the day of the start does not count', '2026-11-24T08:30', 1, '2026-11-25T18:00'],
    ['whatever its hour', '2026-11-24T23:59', 1, '2026-11-25T18:00'],
    ['a start on a weekend counts from Monday', '2026-11-28T10:00', 1, '2026-11-30T18:00'],
    ['holidays are passed over', '2026-09-30T10:00', 1, '2026-10-05T18:00'],
    ['make-up days count', '2026-10-09T10:00', 1, '2026-10-10T18:00'],
    ['decimals round up', '2026-11-24T10:00', 1.1, '2026-11-26T18:00'],
    ['also below one day', '2026-11-24T10:00', 0.1, '2026-11-25T18:00'],
  ])('%s', (_, from, days, to) => {
    expect(new Date(addLimit(dayEnd, at(from), { unit: 'workDay', days }))).toEqual(new Date(at(to)));
  });

  test('what a share leaves behind the decimals is no day begun', () => {
    const share = shareOf({ unit: 'workDay', days: 12.5 }, 0.56);
    expect(share).toEqual({ unit: 'workDay', days: 7.000000000000001 });
    expect(addLimit(dayEnd, at('2026-11-02T10:00'), share)).toBe(at('2026-11-11T18:00'));
  });

  test('changes no other unit', () => {
    for (const limit of [remainingLimit('work', HOUR_MS), remainingLimit('elapsed', HOUR_MS), { unit: 'urgentDay', days: 1 } as const]) {
      expect(addLimit(dayEnd, at('2026-11-24T17:30'), limit)).toBe(addLimit(calendar, at('2026-11-24T17:30'), limit));
    }
  });
});

describe('the rest of a deadline', () => {
  test('is counted by the clock of its unit', () => {
    expect(clockOf({ unit: 'workHour', ms: 1 })).toBe('work');
    expect(clockOf({ unit: 'workDay', days: 1 })).toBe('work');
    expect(clockOf({ unit: 'urgentHour', ms: 1 })).toBe('elapsed');
    expect(clockOf({ unit: 'urgentDay', days: 1 })).toBe('elapsed');
    const span = { now: at('2026-11-27T17:00'), dueAt: at('2026-11-30T09:30') };
    expect(remainingOf(calendar, 'work', span)).toBe(2 * HOUR_MS);
    expect(remainingOf(calendar, 'elapsed', span)).toBe(64.5 * HOUR_MS);
  });

  test('over a suspended weekend stays the same, under a corrected calendar too', () => {
    const left = remainingOf(calendar, 'work', { now: at('2026-11-27T17:00'), dueAt: at('2026-11-30T09:30') });
    const corrected = { ...calendar, version: 2, holidays: ['2026-11-30'] };
    expect(new Date(addLimit(corrected, at('2026-11-29T12:00'), remainingLimit('work', left)))).toEqual(new Date(at('2026-12-01T10:30')));
  });

  test('is below zero where it is overdue, and leads back there', () => {
    const span = { now: at('2026-11-30T09:30'), dueAt: at('2026-11-27T17:00') };
    expect(remainingOf(calendar, 'work', span)).toBe(-2 * HOUR_MS);
    expect(addLimit(calendar, span.now, remainingLimit('work', -2 * HOUR_MS))).toBe(span.dueAt);
    expect(remainingOf(calendar, 'elapsed', span)).toBe(-64.5 * HOUR_MS);
  });

  test('of a day that ends at close of business is shift time', () => {
    const dueAt = addLimit(dayEnd, at('2026-11-24T10:00'), { unit: 'workDay', days: 1 });
    const left = remainingOf(dayEnd, 'work', { now: at('2026-11-24T17:00'), dueAt });
    expect(left).toBe(9 * HOUR_MS);
    expect(addLimit(dayEnd, at('2026-11-24T17:00'), remainingLimit('work', left))).toBe(dueAt);
  });
});
