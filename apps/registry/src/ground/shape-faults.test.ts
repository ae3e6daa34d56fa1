import type { GroundShape } from '@shaodao/domain/ground-shape';
import { describe, expect, test } from '@jest/globals';
import { booleanClockwise, kinks } from '@turf/turf';
import fc from 'fast-check';
import { shapeFaults } from './shape-faults.js';

/** A ring in units of a thousandth of a degree east and north of 107, 31. */
function ring(...corners: [number, number][]): number[][] {
  return corners.map(([x, y]) => [107 + x / 1_000, 31 + y / 1_000]);
}

function polygon(...rings: number[][][]): GroundShape {
  return { type: 'Polygon', coordinates: rings };
}

const SQUARE = ring([0, 0], [8, 0], [8, 8], [0, 8], [0, 0]);
const HOLE = ring([2, 2], [2, 4], [4, 4], [4, 2], [2, 2]);
const AFAR = ring([20, 0], [28, 0], [28, 8], [20, 8], [20, 0]);

function problems(shape: GroundShape): string[] {
  return shapeFaults(shape).map(({ problem }) => problem);
}

describe('a shape is in order', () => {
  test.each<[string, GroundShape]>([
    ['as a square', polygon(SQUARE)],
    ['with a hole', polygon(SQUARE, HOLE)],
    ['with a hole that touches its border in a point', polygon(SQUARE, ring([0, 4], [3, 5], [3, 3], [0, 4]))],
    ['in two parts', { type: 'MultiPolygon', coordinates: [[SQUARE, HOLE], [AFAR]] }],
    ['with an island in its hole', { type: 'MultiPolygon', coordinates: [[SQUARE, ring([1, 1], [1, 6], [6, 6], [6, 1], [1, 1])], [HOLE.toReversed()]] }],
    ['with a corner in the middle of a side', polygon(ring([0, 0], [4, 0], [8, 0], [8, 8], [0, 8], [0, 0]))],
    ['with a corner said twice', polygon(ring([0, 0], [8, 0], [8, 0], [8, 8], [0, 8], [0, 0]))],
  ])('%s', (_, shape) => {
    expect(shapeFaults(shape)).toEqual([]);
  });
});

describe('a shape is refused', () => {
  test.each<[string, string[], GroundShape]>([
    ['that runs clockwise', ['winding'], polygon(SQUARE.toReversed())],
    ['whose hole runs counter-clockwise', ['winding'], polygon(SQUARE, HOLE.toReversed())],
    ['that does not end where it began', ['notClosed'], polygon(SQUARE.slice(0, -1))],
    ['that is neither closed nor turned the right way', ['notClosed', 'winding'], polygon(SQUARE.toReversed().slice(0, -1))],
    ['of two corners', ['tooFewCorners'], polygon(ring([0, 0], [8, 0], [0, 0]))],
    ['without a ring', ['tooFewCorners'], polygon()],
    ['without a corner', ['tooFewCorners'], polygon([])],
    ['of more corners than can be judged', ['tooManyCorners'], polygon(Array.from({ length: 5_001 }, (_, at) => [107 + at / 10_000, 31]))],
    ['thinner than a millimetre', ['tooFewCorners'], polygon(ring([0, 0], [2, 0], [2, 0.000_001], [0, 0]))],
    ['with longitude and latitude changed over', ['outOfRange'], polygon(SQUARE.map(([lng = 0, lat = 0]) => [lat, lng]))],
    ['with half a corner', ['outOfRange'], polygon([...SQUARE.slice(0, 2), [107], ...SQUARE.slice(2)])],
    ['shaped like an eight', ['selfIntersection'], polygon(ring([0, 0], [8, 8], [8, 0], [0, 8], [0, 0]))],
    ['that touches itself at a corner', ['selfIntersection'], polygon(ring([0, 0], [4, 4], [8, 0], [8, 8], [4, 4], [0, 8], [0, 0]))],
    ['that touches its own side', ['selfIntersection'], polygon(ring([0, 0], [8, 0], [8, 8], [4, 0], [0, 8], [0, 0]))],
    ['with a spike', ['selfIntersection'], polygon(ring([0, 0], [8, 0], [8, 4], [12, 4], [8, 4], [8, 8], [0, 8], [0, 0]))],
    ['that is a line', ['selfIntersection'], polygon(ring([0, 0], [4, 0], [8, 0], [0, 0]))],
    ['whose hole crosses its border', ['selfIntersection'], polygon(SQUARE, ring([2, 2], [2, 4], [12, 4], [2, 2]))],
    ['whose hole lies elsewhere', ['selfIntersection'], polygon(SQUARE, AFAR.toReversed())],
    ['whose hole is itself', ['selfIntersection'], polygon(SQUARE, SQUARE.toReversed())],
    ['with one part over another', ['selfIntersection'], { type: 'MultiPolygon', coordinates: [[SQUARE], [HOLE.toReversed()]] }],
  ])('%s', (_, expected, shape) => {
    expect(problems(shape)).toEqual(expected);
  });

  test('where it crosses itself, in both languages', () => {
    expect(shapeFaults(polygon(ring([0, 0], [8, 8], [8, 0], [0, 8], [0, 0])))).toEqual([
      {
        problem: 'selfIntersection',
        place: { lng: expect.closeTo(107.004, 9), lat: expect.closeTo(31.004, 9) },
        reason: 'crosses or touches its own border at 107.004, 31.004',
        reasonZh: '边界线自相交（位置107.004, 31.004）',
      },
    ]);
  });

  test('with the corner named that is no place', () => {
    expect(shapeFaults(polygon([...SQUARE.slice(0, 2), [31, 107], ...SQUARE.slice(2)]))[0]?.reason).toContain('number 3: [31,107]');
  });
});

test('whatever is handed in is judged: what passes is simple and counter-clockwise, what does not is told with a place', () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
  const ragged = fc.array(corner, { maxLength: 8 }).map((corners) => ring(...corners));
  const looped = fc.array(corner, { minLength: 3, maxLength: 8 }).map((corners) => ring(...corners, ...corners.slice(0, 1)));
  let passed = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 1, arbitrary: ragged }, { weight: 4, arbitrary: looped }), fc.option(looped), (outer, other) => {
      for (const fault of shapeFaults({ type: 'MultiPolygon', coordinates: other === null ? [[outer]] : [[outer], [other]] })) {
        expect(Number.isFinite(fault.place.lng) && Number.isFinite(fault.place.lat)).toBe(true);
      }
      if (shapeFaults(polygon(outer)).length > 0) return;
      passed++;
      // Turf takes a corner said twice for a crossing.
      const once = outer.filter((at, nth) => nth === 0 || String(at) !== String(outer[nth - 1]));
      expect(kinks({ type: 'Polygon', coordinates: [once] }).features).toEqual([]);
      expect(booleanClockwise(once)).toBe(false);
    }),
    { numRuns: 3_000 },
  );
  expect(passed).toBeGreaterThan(100);
});
