import { DAY_MS, HOUR_MS, type WorkingCalendar } from '@shaodao/domain/calendar';
import type { DutyBook, Leave, Override, Swap, SwapState } from '@shaodao/domain/duty/book';
import { countDays, DAY_KINDS, dayKindOf, dayOf, midnightOf } from '@shaodao/domain/duty/day-kind';
import { fairness, type DutyLoad } from '@shaodao/domain/duty/fairness';
import { slowDayKind, slowDuty } from '@shaodao/domain/duty/fixture/slow-duty';
import { gapsBetween } from '@shaodao/domain/duty/gaps';
import type { Span } from '@shaodao/domain/duty/layer';
import { onDutyAt } from '@shaodao/domain/duty/on-duty';
import type { Layer } from '@shaodao/domain/duty/roster';
import { shiftsBetween } from '@shaodao/domain/duty/shifts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

/** Everything drawn begins and ends on a quarter of an hour, so that sampling them all is exact. */
const STEP_MS = 15 * 60_000;
const DAY_STEPS = DAY_MS / STEP_MS;
/** National Day 2026 with its make-up days lies inside; a leap day and a year's end are near others. */
const ABOUT = ['2026-10-01', '2026-01-01', '2024-02-29', '1970-01-03'].map((date) => Date.parse(date) / DAY_MS);
const REACH_DAYS = 10;
const KEY = 'gridWorker:511703001001001';

const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const people = fc.uniqueArray(person, { maxLength: 3 });
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function calendarAbout(about: number): fc.Arbitrary<WorkingCalendar> {
  const count = 2 * REACH_DAYS;
  return fc
    .record({
      offsetMs: fc.constantFrom(8, 8, 0, -5).map((hours) => hours * HOUR_MS),
      weekdays: fc.constantFrom<number[]>([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [2, 7]),
      kinds: fc.array(fc.constantFrom('plain', 'plain', 'holiday', 'makeUp', 'both'), { minLength: count, maxLength: count }),
    })
    .map(({ kinds, ...pattern }) => {
      const dates = (kind: string): string[] =>
        kinds.flatMap((each, nth) => (each === kind || each === 'both' ? [dateOf(about - REACH_DAYS + nth)] : []));
      return { id: 'random', version: 1, ...pattern, shifts: [], holidays: dates('holiday'), makeUpDays: dates('makeUp') };
    });
}

function layersAbout(about: number, anchorDays: number): fc.Arbitrary<Layer[]> {
  const minute = fc.integer({ min: 0, max: DAY_STEPS - 1 }).map((step) => step * 15);
  const layer = fc.record({
    days: fc.oneof(fc.constant('any' as const), fc.subarray([...DAY_KINDS], { minLength: 1 })),
    fromMinute: minute,
    until: fc.oneof(fc.constant('dayLong'), minute, fc.constant('written out')),
    rotation: fc.record({
      anchorDate: fc.integer({ min: about - anchorDays, max: about + anchorDays }).map(dateOf),
      every: fc.oneof(fc.constantFrom('occurrence' as const, 'week' as const), fc.integer({ min: 1, max: 9 })),
      turns: fc.array(people, { maxLength: 4 }),
    }),
  });
  return fc.array(layer, { maxLength: 3 }).map((layers) =>
    layers.map(({ until, ...each }, nth) => {
      const written = { dayLong: each.fromMinute, 'written out': each.fromMinute + 720 };
      return { ...each, name: `layer ${nth + 1}`, untilMinute: typeof until === 'number' ? until : (written[until as 'dayLong'] ?? 0) };
    }),
  );
}

/** A book and a span of five days near it. */
function bookAbout(about: number, anchorDays: number): fc.Arbitrary<Span & { book: DutyBook }> {
  const instant = (days: number): fc.Arbitrary<number> =>
    fc.integer({ min: -days * DAY_STEPS, max: days * DAY_STEPS }).map((steps) => about * DAY_MS + steps * STEP_MS);
  const span = fc
    .tuple(instant(6), fc.integer({ min: 1, max: 3 * DAY_STEPS }))
    .map(([fromAt, length]) => ({ fromAt, untilAt: fromAt + length * STEP_MS }));
  const rosterKey = fc.constantFrom(KEY, KEY, KEY, 'another');
  const override = fc.record({ span, rosterKey, personIds: people, replaces: fc.option(person, { nil: undefined }) });
  const state = fc.constantFrom<SwapState>('accepted', 'accepted', 'asked', 'withdrawn');
  const swap = fc.record({ span, rosterKey, asker: person, with: person, back: fc.option(span), state });
  const leave = fc.record({ span, personId: person, deputyId: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')) });
  const placed = <T extends { span: Span }>(drawn: T[], letter: string) =>
    drawn.map(({ span: when, ...what }, nth) => ({ id: `${letter}${nth}`, ...when, ...what }));
  return fc
    .record({
      calendar: calendarAbout(about),
      layers: layersAbout(about, anchorDays),
      overrides: fc.array(override, { maxLength: 2 }).map((drawn): Override[] => placed(drawn, 'o')),
      swaps: fc.array(swap, { maxLength: 3 }).map((drawn): Swap[] => placed(drawn, 's')),
      leave: fc.array(leave, { maxLength: 5 }).map((drawn): Leave[] => placed(drawn, 'l')),
      fallback: people,
      left: fc.subarray(['a', 'b', 'f'], { maxLength: 1 }),
      fromAt: instant(4),
    })
    .map(({ layers, fallback, left, fromAt, ...records }) => {
      const roster = { key: KEY, role: 'gridWorker', areaCode: '511703001001001', departmentId: null, layers, fallback };
      const book = { roster, ...records, isPresent: (id: string) => !left.includes(id) };
      return { book, fromAt, untilAt: fromAt + 5 * DAY_MS };
    });
}

const sample = fc.constantFrom(...ABOUT).chain((about) => bookAbout(about, 20));
const steps = (fromAt: number, untilAt: number): number[] =>
  Array.from({ length: (untilAt - fromAt) / STEP_MS }, (_, nth) => fromAt + nth * STEP_MS);

test('the kind of a day, and how many there are, is what counting day by day says', () => {
  const drawn = fc.constantFrom(...ABOUT).chain((about) => fc.tuple(calendarAbout(about), fc.integer({ min: about - 400, max: about + 30 })));
  fc.assert(
    fc.property(drawn, fc.integer({ min: 0, max: 60 }), fc.subarray([...DAY_KINDS]), ([calendar, fromDay], count, kinds) => {
      const days = Array.from({ length: count }, (_, nth) => fromDay + nth);
      for (const day of days) expect(dayKindOf(calendar, day)).toBe(slowDayKind(calendar, day));
      const counted = days.filter((day) => kinds.includes(slowDayKind(calendar, day))).length;
      expect(countDays(calendar, kinds, { fromDay, untilDay: fromDay + count })).toBe(counted);
      expect(countDays(calendar, kinds, { fromDay: fromDay + count, untilDay: fromDay })).toBe(0 - counted);
    }),
    { numRuns: 500 },
  );
});

test('who is on duty, and why, is what walking through roster and records says', () => {
  const far = fc.constantFrom(...ABOUT).chain((about) => bookAbout(about, 1_100));
  const drawn = fc.oneof({ weight: 9, arbitrary: sample }, { weight: 1, arbitrary: far });
  fc.assert(
    fc.property(drawn, fc.integer({ min: -1, max: 1 }), ({ book, fromAt }, ms) => {
      for (let at = fromAt + ms; at < fromAt + 2 * DAY_MS; at += 7 * STEP_MS) {
        const { people: standing, personIds, via, layer } = onDutyAt({ ...book, at });
        const expected = slowDuty(book, at);
        const told = standing.map(({ shift, ...one }) => ({ ...one, shift: shift && { layer: shift.layer, startAt: shift.fromAt } }));
        expect(told).toMatchObject(expected);
        expect(told.length).toBe(expected.length);
        expect({ personIds, via, layer }).toEqual({
          personIds: expected.map(({ personId }) => personId),
          via: expected[0]?.via ?? 'nobody',
          layer: expected[0]?.shift?.layer ?? null,
        });
      }
    }),
    { numRuns: 600 },
  );
}, 60_000);

test('a gap is exactly the time in which nobody stands', () => {
  fc.assert(
    fc.property(sample, ({ book, fromAt, untilAt }) => {
      const gaps = gapsBetween({ ...book, fromAt, untilAt });
      for (const at of steps(fromAt, untilAt)) {
        const empty = slowDuty(book, at).every(({ via }) => via === 'fallback');
        expect(gaps.filter((gap) => gap.fromAt <= at && at < gap.untilAt).length).toBe(empty ? 1 : 0);
      }
      for (const gap of gaps) {
        const edges = [gap.fromAt, gap.untilAt];
        expect(edges.every((at) => Number.isInteger(at / STEP_MS) && fromAt <= at && at <= untilAt)).toBe(true);
        const before = gaps.find((other) => other.untilAt === gap.fromAt);
        if (before !== undefined) expect(before.absentIds).not.toEqual(gap.absentIds);
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);

/** Long enough after a span for every shift that began in it to end. */
const REACH_MS = 4 * DAY_MS;

test('shifts hold exactly those who stand, and what was done adds up to them', () => {
  fc.assert(
    fc.property(sample, ({ book, fromAt, untilAt }) => {
      const shifts = shiftsBetween({ ...book, fromAt, untilAt });
      for (const at of steps(fromAt, untilAt)) {
        const shown = shifts.filter((shift) => shift.fromAt <= at && at < shift.untilAt).flatMap((shift) => shift.personIds);
        const standing = slowDuty(book, at).filter(({ shift }) => shift !== null);
        expect(shown.toSorted()).toEqual(standing.map(({ personId }) => personId).sort());
      }
      const begun = shifts.filter(({ whole }) => fromAt <= whole.fromAt && whole.fromAt < untilAt);
      const loads = fairness({ ...book, fromAt, untilAt });
      const sum = (of: (load: DutyLoad) => number): number => loads.reduce((all, load) => all + of(load), 0);
      const places = begun.flatMap(({ personIds, whole, ...part }) =>
        personIds.map((id) => ({ key: `${id} ${whole.key}`, ms: part.untilAt - part.fromAt })),
      );
      expect(sum((load) => load.shifts)).toBe(new Set(places.map(({ key }) => key)).size);
      expect(sum((load) => load.dutyMs)).toBe(places.reduce((all, { ms }) => all + ms, 0));
      expect(loads.filter((load) => load.shifts > 0)).toEqual(slowLoads(book, { fromAt, untilAt }));
    }),
    { numRuns: 100 },
  );
}, 60_000);

function slowLoads(book: DutyBook, { fromAt, untilAt }: Span): DutyLoad[] {
  const { calendar } = book;
  const stood = new Map<string, { personId: string; startAt: number; dutyMs: number; night: boolean }>();
  for (const at of steps(fromAt, untilAt + REACH_MS)) {
    const hour = new Date(at + calendar.offsetMs).getUTCHours();
    for (const { personId, shift } of slowDuty(book, at)) {
      if (shift === null || shift.startAt < fromAt || shift.startAt >= untilAt) continue;
      // Two overrides outside the layers may begin together.
      const ordered = book.overrides.findLast(
        (one) => one.fromAt <= at && at < one.untilAt && one.rosterKey === KEY && one.replaces === undefined,
      );
      const key = `${personId} ${shift.layer ?? ordered?.id} ${shift.startAt}`;
      const one = stood.get(key) ?? { personId, startAt: shift.startAt, dutyMs: 0, night: false };
      stood.set(key, { ...one, dutyMs: one.dutyMs + STEP_MS, night: one.night || hour >= 22 || hour < 6 });
    }
  }
  const all = [...stood.values()];
  return [...new Set(all.map(({ personId }) => personId))].sort().map((personId) => {
    const own = all.filter((one) => one.personId === personId);
    const kinds = own.map(({ startAt }) => slowDayKind(calendar, Math.floor((startAt + calendar.offsetMs) / DAY_MS)));
    return {
      personId,
      shifts: own.length,
      dutyMs: own.reduce((sum, { dutyMs }) => sum + dutyMs, 0),
      nights: own.filter(({ night }) => night).length,
      weekends: kinds.filter((kind) => kind === 'weekend').length,
      holidays: kinds.filter((kind) => kind === 'holiday').length,
    };
  });
}

test('the same shift looks the same whatever span it is asked in, and months add up', () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 1, max: 5 * DAY_STEPS - 1 }), ({ book, fromAt, untilAt }, at) => {
      const middle = fromAt + at * STEP_MS;
      const ofKey = (key: string, span: Span) => shiftsBetween({ ...book, ...span }).filter(({ whole }) => whole.key === key);
      for (const { whole } of shiftsBetween({ ...book, fromAt: middle, untilAt })) {
        expect(ofKey(whole.key, { fromAt, untilAt })).toEqual(ofKey(whole.key, { fromAt: middle, untilAt }));
      }
      const whole = fairness({ ...book, fromAt, untilAt });
      const halves = [fairness({ ...book, fromAt, untilAt: middle }), fairness({ ...book, fromAt: middle, untilAt })].flat();
      for (const { personId, ...load } of whole) {
        for (const [figure, value] of Object.entries(load)) {
          const sum = halves.filter((half) => half.personId === personId).reduce((all, half) => all + half[figure as 'shifts'], 0);
          expect([personId, figure, sum]).toEqual([personId, figure, value]);
        }
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('a local day begins at its own midnight', () => {
  fc.assert(
    fc.property(calendarAbout(0), fc.integer({ min: -1e12, max: 4e12 }), (calendar, at) => {
      const day = dayOf(calendar, at);
      expect([midnightOf(calendar, day) <= at, at < midnightOf(calendar, day + 1)]).toEqual([true, true]);
    }),
  );
});
