import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { addWork, closeOfBusiness, DAY_MS, HOUR_MS, workBetween, type Shift, type WorkingCalendar } from '@shaodao/domain/calendar';
import { countWork, walkDays, walkWork } from '@shaodao/domain/fixture/slow-calendar';
import { answersTo, brokenLaws, type TimeSample } from '@shaodao/domain/fixture/time-laws';
import type { Limit } from '@shaodao/domain/limit';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

const MINUTE_MS = 60_000;
/** Leap day, year's end, the changes to and from summer time in New York, the day Apia left out, the epoch. */
const ABOUT = ['2024-02-29', '2025-12-31', '2026-03-08', '2026-11-01', '2011-12-30', '1970-01-01'].map((date) => Date.parse(date));
const REACH_DAYS = 12;

const shifts: fc.Arbitrary<Shift[]> = fc.oneof(
  fc.constantFrom<Shift[]>(
    [{ startMs: 8.5 * HOUR_MS, endMs: 12 * HOUR_MS }, { startMs: 13.5 * HOUR_MS, endMs: 18 * HOUR_MS }],
    [{ startMs: 0, endMs: 6 * HOUR_MS }, { startMs: 22 * HOUR_MS, endMs: DAY_MS }],
    [{ startMs: 16 * HOUR_MS, endMs: DAY_MS }],
    [{ startMs: 0, endMs: DAY_MS }],
    [{ startMs: 8 * HOUR_MS, endMs: 12 * HOUR_MS }, { startMs: 12 * HOUR_MS, endMs: 16 * HOUR_MS }],
  ),
  fc
    .uniqueArray(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 2, maxLength: 6 })
    .map((minutes) => minutes.sort((a, b) => a - b))
    .map((minutes) =>
      Array.from({ length: Math.floor(minutes.length / 2) }, (_, index) => ({
        startMs: (minutes[2 * index] ?? 0) * MINUTE_MS,
        endMs: (minutes[2 * index + 1] ?? 0) * MINUTE_MS,
      })),
    ),
);

function calendarAbout(day: number): fc.Arbitrary<WorkingCalendar> {
  const kinds = fc.array(fc.constantFrom('plain', 'plain', 'holiday', 'makeUp'), { minLength: 2 * REACH_DAYS, maxLength: 2 * REACH_DAYS });
  return fc
    .record({
      offsetMs: fc.constantFrom(8, 0, -5, 5.75, 13, 14, -11).map((hours) => hours * HOUR_MS),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      shifts,
      kinds,
      dayCount: fc.constantFrom(undefined, 'shiftTime' as const, 'dayEnd' as const),
    })
    .map(({ kinds: days, ...pattern }) => {
      const dates = (kind: string): string[] =>
        days.flatMap((each, index) =>
          each === kind ? [new Date(day + (index - REACH_DAYS) * DAY_MS).toISOString().slice(0, 10)] : [],
        );
      return { id: 'random', version: 1, ...pattern, holidays: dates('holiday'), makeUpDays: dates('makeUp') };
    });
}

const span = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 20 * HOUR_MS }));
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ unit: fc.constantFrom('workHour', 'urgentHour'), ms: fc.integer({ min: 100, max: 20 * HOUR_MS }) }),
  fc.record({ unit: fc.constantFrom('workDay', 'urgentDay'), days: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 10) }),
);
/** Near the ends of shifts, where mistakes live, as often as anywhere. */
function instantIn(calendar: WorkingCalendar, day: number): fc.Arbitrary<number> {
  const edges = calendar.shifts.flatMap((shift) => [shift.startMs, shift.endMs]).concat(0);
  return fc.oneof(
    fc.integer({ min: day - REACH_DAYS * DAY_MS, max: day + REACH_DAYS * DAY_MS }),
    fc
      .tuple(fc.integer({ min: -REACH_DAYS, max: REACH_DAYS }), fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
      .map(([days, edge, ms]) => day + days * DAY_MS + edge + ms - calendar.offsetMs),
  );
}
const sample: fc.Arbitrary<TimeSample> = fc.constantFrom(...ABOUT).chain((day) =>
  calendarAbout(day).chain((calendar) => {
    const instant = instantIn(calendar, day);
    return fc.record({
      calendar: fc.constant(calendar),
      corrected: calendarAbout(day),
      t: instant,
      u: instant,
      v: instant,
      a: span,
      b: span,
      limit,
    });
  }),
);

test('working time keeps its laws in any calendar', () => {
  fc.assert(fc.property(sample, (each) => expect(brokenLaws(each)).toEqual([])), { numRuns: 2_000 });
});

test('a millisecond counted is a millisecond walked', () => {
  const short = fc.integer({ min: 1, max: 1_000 });
  fc.assert(
    fc.property(sample, short, ({ calendar, t }, ms) => {
      expect(addWork(calendar, t, ms)).toBe(walkWork(calendar, t, { ms, stepMs: 1 }));
    }),
    { numRuns: 100 },
  );
});

test('hours and days counted are minutes walked', () => {
  const minutes = fc.integer({ min: 1, max: 24 * 60 });
  fc.assert(
    fc.property(sample, minutes, fc.integer({ min: 1, max: 3 }), ({ calendar, t }, count, days) => {
      const from = Math.floor(t / MINUTE_MS) * MINUTE_MS;
      expect(addWork(calendar, from, count * MINUTE_MS)).toBe(walkWork(calendar, from, { ms: count * MINUTE_MS, stepMs: MINUTE_MS }));
      expect(workBetween(calendar, from, from + count * MINUTE_MS)).toBe(countWork(calendar, from, from + count * MINUTE_MS));
      expect(closeOfBusiness(calendar, t, days)).toBe(walkDays(calendar, t, days));
    }),
    { numRuns: 40 },
  );
});

test('the zone of the process changes nothing', () => {
  const samples = fc.sample(sample, 400);
  const here = { broken: samples.flatMap(brokenLaws), answers: samples.map(answersTo) };
  const program = `
    import { readFileSync } from 'node:fs';
    import { answersTo, brokenLaws } from '@shaodao/domain/fixture/time-laws';
    const samples = JSON.parse(readFileSync(0, 'utf8'));
    const januaryMinutes = new Date(Date.UTC(2026, 0, 15)).getTimezoneOffset();
    process.stdout.write(JSON.stringify({ januaryMinutes, broken: samples.flatMap(brokenLaws), answers: samples.map(answersTo) }));`;
  const ran = (zone: string): unknown => {
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { TZ: zone },
      input: JSON.stringify(samples),
      encoding: 'utf8',
      maxBuffer: 64 * 1_024 * 1_024,
    });
    if (child.status !== 0) throw new Error(child.stderr);
    return JSON.parse(child.stdout);
  };
  expect(here.broken).toEqual([]);
  const zones = { 'America/New_York': 300, 'Asia/Shanghai': -480, 'Pacific/Apia': -780, UTC: 0 };
  for (const [zone, januaryMinutes] of Object.entries(zones)) expect([zone, ran(zone)]).toEqual([zone, { januaryMinutes, ...here }]);
}, 60_000);
