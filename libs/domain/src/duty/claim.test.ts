import type { DutyBook } from '@shaodao/domain/duty/book';
import { claimedGaps } from '@shaodao/domain/duty/claim';
import { book, layers, roster } from '@shaodao/domain/duty/fixture/five-shifts';
import type { Layer } from '@shaodao/domain/duty/roster';
import { at } from '@shaodao/domain/fixture/decreed-calendar';
import { expect, test } from '@jest/globals';

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
