import { gridCodeIn } from '@shaodao/domain/codes/grid-code';
import type { GroundShape } from '@shaodao/domain/ground-shape';
import type { ReshapeOrder, ReshapeRegister } from '@shaodao/domain/reshape/order';
import type { ReshapePlan } from '@shaodao/domain/reshape/plan';
import { describe, expect, test } from '@jest/globals';
import { area } from '@turf/turf';
import fc from 'fast-check';
import { checkGround } from './check-ground.js';
import { townOf, type TownGrid } from './fixture/town.js';
import { GroundIndex } from './ground-index.js';
import { heirAt, planReshape, type ReshapeGroundFault } from './reshape.js';
import { boxOf } from './shape.js';

const town = townOf(120, 11);
const register: ReshapeRegister = {
  grids: town,
  usedCodes: new Set(),
  communityCodes: new Set(town.map(({ code }) => code.slice(0, 12))),
};
/** Grids of one convex ring that hold nothing. */
const plain = town.filter(
  ({ kind, polygon }) => kind === 'micro' && polygon.type === 'Polygon' && polygon.coordinates.length === 1 && ringOf(polygon).length > 4,
);
const anyPlain = fc.nat().map((nth) => plain[nth % plain.length] as TownGrid);

function ringOf(polygon: GroundShape): number[][] {
  return (polygon as GroundShape & { type: 'Polygon' }).coordinates[0] ?? [];
}

function polygonOf(ring: number[][]): GroundShape {
  return { type: 'Polygon', coordinates: [ring] };
}

function newCode(grid: TownGrid, nth: number): string {
  return gridCodeIn(grid.code.slice(0, 12), 900 + nth);
}

/** Cut from its first corner to another one. */
function splitOf(grid: TownGrid): Extract<ReshapeOrder, { kind: 'split' }> {
  const ring = ringOf(grid.polygon);
  const cut = Math.floor(ring.length / 2);
  const first = ring[0] as number[];
  const halves = [[...ring.slice(0, cut + 1), first], [first, ...ring.slice(cut)]];
  const into = halves.map((half, nth) => ({ code: newCode(grid, nth), name: `新${nth}`, polygon: polygonOf(half) }));
  return { kind: 'split', gridCode: grid.code, into, heirCode: newCode(grid, 1) };
}

function sides(grid: TownGrid): Set<string> {
  const ring = ringOf(grid.polygon);
  return new Set(ring.slice(1).map((to, at) => [String(ring[at]), String(to)].sort().join('>')));
}

/** Pairs of one community that share a side, and pairs that do not even touch. */
const pairs = plain.flatMap((a, at) =>
  plain.slice(at + 1).filter((b) => b.parentCode === a.parentCode).map((b) => ({ a, b, joined: [...sides(a)].some((side) => sides(b).has(side)) })),
);

function planned(order: ReshapeOrder): ReshapePlan {
  const result = planReshape(order, register);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.plan;
}

function refused(order: ReshapeOrder): ReshapeGroundFault[] {
  const result = planReshape(order, register);
  return 'faults' in result ? result.faults : [];
}

function after(plan: ReshapePlan): ReshapeRegister['grids'] {
  return [...town.filter(({ code }) => !plan.retired.includes(code)), ...plan.created];
}

/** Every point of the old ground has the leaf the whole new district finds there. */
function followsTheGround(plan: ReshapePlan, old: readonly TownGrid[]): void {
  const before = new GroundIndex(town);
  const now = new GroundIndex(after(plan));
  for (const grid of old) {
    const [west, south, east, north] = boxOf(grid.polygon);
    for (let step = 1; step < 200; step++) {
      const spot = { lng: west + ((east - west) * ((step * 37) % 200)) / 200, lat: south + ((north - south) * step) / 200 };
      if (before.at(spot)?.code === grid.code) expect(heirAt(plan, grid.code, spot)).toBe(now.at(spot)?.code);
    }
  }
}

describe('a split', () => {
  test('leaves the town tiled, and cases go to the part under their point or else to the heir', () => {
    fc.assert(
      fc.property(anyPlain, (grid) => {
        const order = splitOf(grid);
        const plan = planned(order);
        expect(checkGround(after(plan))).toEqual([]);
        followsTheGround(plan, [grid]);
        expect(heirAt(plan, grid.code, null)).toBe(order.heirCode);
        expect(heirAt(plan, grid.code, { lng: 0, lat: 0 })).toBe(order.heirCode);
      }),
      { numRuns: 15 },
    );
  });

  const [grid] = plain as [TownGrid];
  const order = splitOf(grid);
  const [first, second] = order.into as [(typeof order.into)[0], (typeof order.into)[0]];

  test('is refused where a part of the old grid is left over, with the place and the size', () => {
    const smaller = { ...second, polygon: polygonOf(insideOf(second.polygon)) };
    const faults = refused({ ...order, into: [first, smaller] });
    expect(faults).toMatchObject([{ field: 'into', reasonZh: expect.stringContaining(grid.name) }]);
    const left = area(second.polygon) - area(smaller.polygon);
    expect((faults[0]?.squareMetres ?? 0) / left).toBeCloseTo(1, 2);
    expect(new GroundIndex([second].map((part) => ({ ...part, kind: 'micro' }))).at(faults[0]?.place ?? { lng: 0, lat: 0 })).not.toBeNull();
  });

  test('is refused where parts overlap', () => {
    const faults = refused({ ...order, into: [{ ...first, polygon: grid.polygon }, second] });
    expect(faults).toMatchObject([{ field: 'into.0.polygon', reason: expect.stringContaining('overlap') }]);
  });

  test('is refused where a part reaches beyond the old grid', () => {
    const beyond = ringOf(first.polygon).map(([lng = 0, lat = 0], at) => (at === 1 ? outwards([lng, lat], first.polygon) : [lng, lat]));
    expect(refused({ ...order, into: [{ ...first, polygon: polygonOf(beyond) }, second] }).map(({ field }) => field)).toContain('into.0.polygon');
  });

  test('is refused where a part is turned the wrong way', () => {
    const turned = polygonOf(ringOf(second.polygon).toReversed());
    expect(refused({ ...order, into: [first, { ...second, polygon: turned }] })).toMatchObject([{ field: 'into.1.polygon' }]);
  });

  test('is refused for its codes before its ground is looked at', () => {
    const faults = refused({ ...order, into: [{ ...first, code: grid.code, polygon: polygonOf([]) }, second] });
    expect(faults.map(({ field }) => field)).toEqual(['into.0.code']);
  });
});

describe('a merger', () => {
  test('of neighbours is one piece as large as they were, and leaves the town tiled', () => {
    const joined = pairs.filter((pair) => pair.joined).slice(0, 12);
    expect(joined.length).toBeGreaterThan(5);
    for (const { a, b } of joined) {
      const plan = planned({ kind: 'merge', gridCodes: [a.code, b.code], into: { code: newCode(a, 0), name: '合' } });
      expect(plan.created[0]?.polygon.type).toBe('Polygon');
      expect(area(plan.created[0]?.polygon as GroundShape)).toBeCloseTo(area(a.polygon) + area(b.polygon), 1);
      expect(checkGround(after(plan))).toEqual([]);
      followsTheGround(plan, [a, b]);
      expect(heirAt(plan, b.code, null)).toBe(newCode(a, 0));
    }
  });

  test('of grids that have no side in common is refused, with the one apart named', () => {
    const apart = pairs.filter((pair) => !pair.joined).slice(0, 12);
    expect(apart.length).toBeGreaterThan(3);
    for (const { a, b } of apart) {
      const faults = refused({ kind: 'merge', gridCodes: [a.code, b.code], into: { code: newCode(a, 0), name: '合' } });
      expect(faults).toMatchObject([{ field: 'gridCodes.1', reason: expect.stringContaining(b.name) }]);
    }
  });

  test('undoes a split', () => {
    const [grid] = plain as [TownGrid];
    const split = planned(splitOf(grid));
    const order: ReshapeOrder = { kind: 'merge', gridCodes: split.created.map(({ code }) => code), into: { code: newCode(grid, 5), name: '合' } };
    const result = planReshape(order, { ...register, grids: after(split), usedCodes: new Set(split.retired) });
    const [whole] = 'plan' in result ? result.plan.created : [];
    expect(new Set(ringOf(whole?.polygon as GroundShape).map(String))).toEqual(new Set(ringOf(grid.polygon).map(String)));
  });

  test('at a corner only is no merger', () => {
    const square = (code: string, at: number): TownGrid => ({
      code,
      name: code,
      kind: 'micro',
      parentCode: code.slice(0, 12),
      polygon: polygonOf([[107 + at, 31 + at], [107.01 + at, 31 + at], [107.01 + at, 31.01 + at], [107 + at, 31.01 + at], [107 + at, 31 + at]]),
    });
    const grids = [square('511703001001001', 0), square('511703001001002', 0.01)];
    const order: ReshapeOrder = { kind: 'merge', gridCodes: grids.map(({ code }) => code), into: { code: '511703001001003', name: '合' } };
    expect(planReshape(order, { ...register, grids })).toMatchObject({ faults: [{ field: 'gridCodes.1' }] });
  });
});

test('a move leaves the ground as it is', () => {
  const [grid] = plain as [TownGrid];
  const toCommunityCode = [...register.communityCodes].find((code) => code !== grid.parentCode) as string;
  const order: ReshapeOrder = { kind: 'move', gridCode: grid.code, toCommunityCode, newCode: gridCodeIn(toCommunityCode, 900) };
  const plan = planned(order);
  expect(checkGround(after(plan))).toEqual([]);
  followsTheGround(plan, [grid]);
  expect(plan.created).toEqual([{ ...grid, code: order.newCode, parentCode: toCommunityCode }]);
});

/** Half as large about its first corner. */
function insideOf(polygon: GroundShape): number[][] {
  const ring = ringOf(polygon);
  const [[lng = 0, lat = 0] = []] = ring;
  return ring.map(([x = 0, y = 0]) => [lng + (x - lng) / 2, lat + (y - lat) / 2]);
}

/** A corner moved away from the middle of its ring. */
function outwards([lng, lat]: [number, number], polygon: GroundShape): number[] {
  const [west, south, east, north] = boxOf(polygon);
  return [lng + (lng - (west + east) / 2), lat + (lat - (south + north) / 2)];
}
