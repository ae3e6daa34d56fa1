import { nestingDepth } from '@shaodao/domain/grid-kind';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bbox, booleanPointInPolygon } from '@turf/turf';
import { randomFrom } from '../seed/random.js';
import { LATTICE, TOWN, townOf, type TownGrid } from './fixture/town.js';
import { GroundIndex } from './ground-index.js';
import { polygonsOf } from './shape.js';

/** All five places together. */
const ALL_GRIDS = 1_088;
const P99_MS = 1;

/** Innermost first, then by code: what the index promises, in the order a slow search would look. */
function inOrder(grids: readonly TownGrid[]): TownGrid[] {
  return grids.toSorted((a, b) => nestingDepth(b.kind) - nestingDepth(a.kind) || a.code.localeCompare(b.code));
}

function pointsIn(count: number, seed: number): { lng: number; lat: number }[] {
  const random = randomFrom(seed);
  // A little beyond the town, so that some points have no grid.
  const along = (from: number): number => from + (random() * 1.02 - 0.01) * TOWN.degrees;
  return Array.from({ length: count }, () => ({ lng: along(TOWN.west), lat: along(TOWN.south) }));
}

/** Whether a lattice point lies in a ring or on it: whole numbers below 2^53, so nothing is rounded. Slow and independent of turf. */
function side([x, y]: [number, number], ring: readonly number[][]): 'in' | 'on' | 'out' {
  let inside = false;
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [onLattice(ring[at - 1]), onLattice(ring[at])];
    const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const beside = Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by);
    if (turn === 0 && beside) return 'on';
    if (ay > y !== by > y && turn > 0 === by > ay) inside = !inside;
  }
  return inside ? 'in' : 'out';
}

function onLattice([lng = 0, lat = 0]: readonly number[] = []): [number, number] {
  return [Math.round((lng - TOWN.west) * LATTICE), Math.round((lat - TOWN.south) * LATTICE)];
}

function holds(grid: TownGrid, point: readonly number[]): boolean {
  return polygonsOf(grid.polygon).some(([outer = [], ...holes]) => {
    const spot = onLattice(point);
    return side(spot, outer) !== 'out' && holes.every((hole) => side(spot, hole) !== 'in');
  });
}

describe('the grid under a point', () => {
  let grids: TownGrid[];
  let index: GroundIndex<TownGrid>;
  beforeAll(() => {
    grids = townOf(400, 349);
    index = new GroundIndex(grids);
  });

  test('is the one turf finds, for 100,000 points over several hundred grids with holes, parts apart and nested ones', () => {
    const ordered = inOrder(grids).map(({ code, polygon }) => ({ code, polygon, box: bbox(polygon) }));
    expect(new Set(grids.map((grid) => grid.polygon.type)).size).toBe(2);
    let outside = 0;
    const wrong = pointsIn(100_000, 1).filter(({ lng, lat }) => {
      const expected = ordered.find(
        ({ polygon, box: [west, south, east, north] }) =>
          west <= lng && lng <= east && south <= lat && lat <= north && booleanPointInPolygon([lng, lat], polygon),
      );
      if (expected === undefined) outside++;
      return index.at({ lng, lat })?.code !== expected?.code;
    });
    expect(wrong).toEqual([]);
    expect(outside).toBeGreaterThan(1_000);
    expect(outside).toBeLessThan(10_000);
  });

  test('is the one counted out in whole numbers, on every corner and beside it', () => {
    const ordered = inOrder(grids);
    const corners = grids.flatMap((grid) => polygonsOf(grid.polygon).flat(2));
    const near = corners.filter((_, at) => at % 27 === 0).flatMap(([lng = 0, lat = 0]) => [[lng, lat], [(Math.round(lng * LATTICE) + 1) / LATTICE, lat]]);
    expect(near.length).toBeGreaterThan(150);
    for (const [lng = 0, lat = 0] of near) {
      expect(index.at({ lng, lat })?.code ?? null).toBe(ordered.find((grid) => holds(grid, [lng, lat]))?.code ?? null);
    }
  });

  test('is the innermost one, whatever the codes', () => {
    const square = (size: number): TownGrid['polygon'] => ({
      type: 'Polygon',
      coordinates: [[[0, 0], [size, 0], [size, size], [0, size], [0, 0]]],
    });
    const nested = new GroundIndex([
      { code: '1', kind: 'community', polygon: square(4) },
      { code: '9', kind: 'building', polygon: square(1) },
      { code: '2', kind: 'courtyard', polygon: square(2) },
    ]);
    expect([0.5, 1.5, 3, 5].map((at) => nested.at({ lng: at, lat: at })?.kind ?? null)).toEqual(['building', 'courtyard', 'community', null]);
    expect(nested.at({ lng: 1, lat: 1 })?.kind).toBe('building');
  });

  test('on a border is the one whose code comes first', () => {
    const beside = (code: string, west: number) => ({
      code,
      kind: 'micro',
      polygon: { type: 'Polygon' as const, coordinates: [[[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]] },
    });
    const pair = new GroundIndex([beside('2', 0), beside('1', 1)]);
    expect(pair.at({ lng: 1, lat: 0.5 })?.code).toBe('1');
    expect(pair.at({ lng: 0, lat: 0.5 })?.code).toBe('2');
  });

  test('is never one of a kind that is no ground', () => {
    const polygon = grids[0]?.polygon ?? null;
    const others = ['dedicated', 'functional', 'industry'].map((kind) => ({ code: kind, kind, polygon }));
    const [[lng = 0, lat = 0] = []] = polygon === null ? [] : polygonsOf(polygon).flat(2);
    expect(new GroundIndex([...others, { code: '1', kind: 'industry', polygon: null }]).at({ lng, lat })).toBeNull();
    expect(new GroundIndex([]).at({ lng, lat })).toBeNull();
  });

  test(`is found within ${P99_MS} ms for 99 of 100 points over ${ALL_GRIDS} grids`, () => {
    const all = townOf(725, 5);
    expect(all).toHaveLength(ALL_GRIDS);
    const whole = new GroundIndex(all);
    const points = pointsIn(20_000, 2);
    const took = points.map((point) => {
      const from = performance.now();
      whole.at(point);
      return performance.now() - from;
    });
    took.sort((a, b) => a - b);
    expect(took[Math.floor(took.length * 0.99)]).toBeLessThan(P99_MS);
  });
});
