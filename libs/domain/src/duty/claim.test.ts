import type { DutyBook } from '@shaodao/domain/duty/book';
import { DAY_MS } from '@shaodao/domain/calendar';
import { claimedGaps, gapsMayCome } from '@shaodao/domain/duty/claim';
import { book, layers, roster } from '@shaodao/domain/duty/fixture/five-shifts';
import type { Layer } from '@shaodao/domain/duty/roster';
import { at } from '@shaodao/domain/fixture/decreed-calendar';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

const [day, night] = layers as [Layer, Layer];
/** Monday to Monday. */
const week = { fromAt: at('2026-09-21T00:00'), untilAt: at('2026-09-28T00:00') };

function gaps(own: Layer[], fallback: string[] = ['sun'], changes: Partial<DutyBook> = {}): [string, string, string][] {
  const found = claimedGaps({ ...book({ roster: { ...roster, layers: own, fallback }, ...changes }), ...week });
  return found.map(({ fromAt, untilAt, why }) => [local(fromAt), local(untilAt), why]);
}

const local = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

test('office hours leave nights and weekends to the fallback: no gap', () => {
  expect(gaps([day])).toEqual([]);
  expect(gaps([day], [])).toEqual([]);
});

test('day and night of working days leave the weekend out, from Saturday morning until Monday morning', () => {
  expect(gaps([day, night])).toEqual([]);
});

test('a hole between two shifts of a roster that works through the night is a gap', () => {
  const late = { ...night, fromMinute: 1_110 };
  const found = gaps([day, late]);
  expect(found).toHaveLength(5);
  expect(found[0]).toEqual(['2026-09-21T18:00', '2026-09-21T18:30', 'noShift']);
  const short = { ...night, untilMinute: 420 };
  expect(gaps([day, short]).at(-1)).toEqual(['2026-09-26T07:00', '2026-09-26T08:00', 'noShift']);
});

test('an empty turn is a gap, by day too', () => {
  const empty = { ...day, rotation: { ...day.rotation, turns: [[]] } };
  expect(gaps([empty])).toHaveLength(5);
});

test('a roster of nobody at all is one gap; with a fallback it is run by that', () => {
  expect(gaps([], [])).toEqual([['2026-09-21T00:00', '2026-09-28T00:00', 'noShift']]);
  expect(gaps([])).toEqual([]);
});

test('everybody of a shift away is a gap, a fallback or not', () => {
  const away = { personId: 'wang', fromAt: at('2026-09-21T00:00'), untilAt: at('2026-09-28T00:00'), deputyId: null };
  const found = gaps([day], ['sun'], { leave: [away] });
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(([, , why]) => why === 'absent')).toBe(true);
});

const rosterOf = (own: Layer[], changes: Partial<DutyBook> = {}) => ({ ...book({ roster: { ...roster, layers: own }, ...changes }), at: week.fromAt });

test('whole days in turns need no watch until somebody is away; shifts by kinds of day do, since the calendar may be another', () => {
  const whole = { ...day, days: 'any' as const, fromMinute: 0, untilMinute: 1_440 };
  expect(gapsMayCome(rosterOf([whole]))).toBe(false);
  expect(gapsMayCome(rosterOf([day]))).toBe(false);
  expect(gapsMayCome(rosterOf(layers))).toBe(true);
  expect(gapsMayCome(rosterOf([whole], { isPresent: (id) => id !== 'wang' }))).toBe(true);
  const away = { personId: 'wang', fromAt: week.fromAt, untilAt: week.untilAt, deputyId: 'li' };
  expect(gapsMayCome(rosterOf([whole], { leave: [away] }))).toBe(true);
  expect(gapsMayCome({ ...rosterOf([whole], { leave: [away] }), at: week.untilAt })).toBe(false);
});

test('a roster that needs no watch has no gap in three weeks', () => {
  const person = fc.constantFrom('a', 'b', 'c');
  const minute = fc.integer({ min: 0, max: 47 }).map((half) => half * 30);
  const layer = fc.record({
    name: fc.constantFrom('one', 'two', 'three'),
    days: fc.oneof(fc.constant('any' as const), fc.subarray(['workDay', 'weekend', 'holiday'] as const, { minLength: 1 })),
    fromMinute: minute,
    untilMinute: fc.oneof(minute, minute.map((later) => later + 720)),
    rotation: fc.record({
      anchorDate: fc.constantFrom('2026-09-01', '2026-10-03'),
      every: fc.constantFrom<Layer['rotation']['every']>('occurrence', 'week', 3),
      turns: fc.array(fc.uniqueArray(person, { minLength: 0, maxLength: 2 }), { maxLength: 3 }),
    }),
  });
  const away = fc.record({ personId: person, days: fc.integer({ min: -9, max: 9 }) });
  fc.assert(
    fc.property(fc.array(layer, { maxLength: 3 }), fc.array(away, { maxLength: 1 }), fc.integer({ min: 0, max: 167 }), (own, leaves, hour) => {
      const at = week.fromAt + hour * 3_600_000;
      const leave = leaves.map(({ personId, days }) => ({ personId, fromAt: at + days * DAY_MS, untilAt: at + (days + 3) * DAY_MS, deputyId: null }));
      const duty = { ...rosterOf(own, { leave }), at };
      if (!gapsMayCome(duty)) expect(claimedGaps({ ...duty, fromAt: at, untilAt: at + 21 * DAY_MS })).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
