import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';
import { earlierTurnAt } from '@shaodao/domain/duty/fixture/earlier-turns';
import { book, nationalDay } from '@shaodao/domain/duty/fixture/five-shifts';
import { onDutyAt } from '@shaodao/domain/duty/on-duty';
import { completeRoster } from '@shaodao/domain/duty/stored-roster';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

const place = { role: 'gridWorker', areaCode: '511703001001001', departmentId: null };
/** Whole days, and the lengths of which some fill a day: 12 h to 1 h. */
const turnMs = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((days) => days * DAY_MS),
  fc.constantFrom(2, 3, 4, 6, 8, 12, 24).map((parts) => DAY_MS / parts),
);
const turns = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }), { maxLength: 7 });
const offsetMs = fc.constantFrom(8, 0, -5, 5.75).map((hours) => hours * HOUR_MS);
const instant = fc.integer({ min: 0, max: 4e12 });

test('a roster of the earlier release answers every instant as it did', () => {
  const stored = fc.record({ anchorAt: instant, turnMs, turns, fallback: fc.constantFrom([], ['e'], ['e', 'f']) });
  fc.assert(
    fc.property(stored, offsetMs, fc.oneof(instant, fc.integer({ min: -30, max: 30 })), (each, offset, when) => {
      // Near a change of turns, where mistakes live, as often as anywhere.
      const at = Math.abs(when) <= 30 ? each.anchorAt + when * each.turnMs + (when % 3) : when;
      const roster = completeRoster(each, place, offset);
      const turn = earlierTurnAt(each, at);
      const { personIds } = onDutyAt({ ...book({ roster, calendar: { ...nationalDay, offsetMs: offset } }), at });
      expect(personIds).toEqual(turn.length > 0 ? turn : each.fallback);
    }),
    { numRuns: 3_000 },
  );
});

test('a turn that fills no days is refused: no release wrote one', () => {
  const stored = { anchorAt: 0, turns: [['a']], fallback: [] };
  for (const length of [0, -DAY_MS, 36 * HOUR_MS, 7 * HOUR_MS]) {
    expect(() => completeRoster({ ...stored, turnMs: length }, place, 8 * HOUR_MS)).toThrow(RangeError);
  }
});

test('the weeks of the seed are one layer of whole days that changes each week', () => {
  const stored = { anchorAt: Date.parse('2025-01-06T00:00+08:00'), turnMs: 7 * DAY_MS, turns: [['a'], ['b']], fallback: ['c'] };
  expect(completeRoster(stored, place, 8 * HOUR_MS)).toEqual({
    key: 'gridWorker:511703001001001',
    ...place,
    layers: [
      { name: '1', days: 'any', fromMinute: 0, untilMinute: 1_440, rotation: { anchorDate: '2025-01-06', every: 7, turns: [['a'], ['b']] } },
    ],
    fallback: ['c'],
  });
});
