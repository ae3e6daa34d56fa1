import { checkOrder } from '@shaodao/domain/reshape/check-order';
import type { ReshapeGrid, ReshapeOrder, ReshapeRegister } from '@shaodao/domain/reshape/order';
import { gridCodesOf, heirOf, planOf } from '@shaodao/domain/reshape/plan';
import type { GroundShape } from '@shaodao/domain/ground-shape';
import { describe, expect, test } from '@jest/globals';

const polygon: GroundShape = { type: 'Polygon', coordinates: [] };
const HERE = '511703001001';
const THERE = '511703001002';

function grid(code: string, more: Partial<ReshapeGrid> = {}): ReshapeGrid {
  return { code, name: code.slice(-3), kind: 'micro', parentCode: code.slice(0, 12), polygon, ...more };
}

const register: ReshapeRegister = {
  grids: [
    grid(`${HERE}001`),
    grid(`${HERE}002`),
    grid(`${HERE}003`, { kind: 'courtyard' }),
    grid(`${HERE}004`, { kind: 'building', parentCode: `${HERE}003` }),
    grid(`${HERE}005`, { kind: 'industry' }),
    grid(`${HERE}006`, { kind: 'building' }),
    grid(`${HERE}007`, { kind: 'building', parentCode: `${HERE}003` }),
    grid(`${THERE}001`),
  ],
  usedCodes: new Set([`${HERE}090`, `${THERE}090`]),
  communityCodes: new Set([HERE, THERE]),
};

const part = (code: string, name = '甲') => ({ code, name, polygon });
const split = {
  kind: 'split',
  gridCode: `${HERE}001`,
  into: [part(`${HERE}010`), part(`${HERE}011`)],
  heirCode: `${HERE}011`,
} satisfies ReshapeOrder;
const merge = { kind: 'merge', gridCodes: [`${HERE}001`, `${HERE}002`], into: { code: `${HERE}010`, name: '甲' } } satisfies ReshapeOrder;
const move = { kind: 'move', gridCode: `${HERE}001`, toCommunityCode: THERE, newCode: `${THERE}010` } satisfies ReshapeOrder;

describe('an order', () => {
  test.each<[string, ReshapeOrder]>([
    ['to split a leaf', split],
    ['to split a building in its courtyard', { ...split, gridCode: `${HERE}004` }],
    ['to merge neighbours', merge],
    ['to move a grid to the next community', move],
  ])('%s is in order', (_, order) => {
    expect(checkOrder(order, register)).toEqual([]);
  });

  test.each<[string, string, ReshapeOrder]>([
    ['a grid nobody knows', 'gridCode', { ...split, gridCode: `${HERE}099` }],
    ['a grid that was retired', 'gridCode', { ...split, gridCode: `${HERE}090` }],
    ['a grid that holds others', 'gridCode', { ...split, gridCode: `${HERE}003` }],
    ['a grid that is no ground', 'gridCode', { ...split, gridCode: `${HERE}005` }],
    ['one part only', 'into', { ...split, into: [part(`${HERE}011`)] }],
    ['a code of a retired grid', 'into.0.code', { ...split, into: [part(`${HERE}090`), part(`${HERE}011`)] }],
    ['the code of the grid itself', 'into.0.code', { ...split, into: [part(`${HERE}001`), part(`${HERE}011`)] }],
    ['one code twice', 'into.1.code', { ...split, into: [part(`${HERE}011`), part(`${HERE}011`)] }],
    ['a code that is none', 'into.0.code', { ...split, into: [part(`${HERE}000`), part(`${HERE}011`)] }],
    ['a code of another community', 'into.0.code', { ...split, into: [part(`${THERE}010`), part(`${HERE}011`)] }],
    ['a part without a name', 'into.1.name', { ...split, into: [part(`${HERE}010`), part(`${HERE}011`, ' ')] }],
    ['an heir that is no part', 'heirCode', { ...split, heirCode: `${HERE}001` }],
    ['a merger of one', 'gridCodes', { ...merge, gridCodes: [`${HERE}001`] }],
    ['a merger with itself', 'gridCodes.1', { ...merge, gridCodes: [`${HERE}001`, `${HERE}001`] }],
    ['a merger over communities', 'gridCodes.1', { ...merge, gridCodes: [`${HERE}001`, `${THERE}001`] }],
    ['a merger of two kinds', 'gridCodes.1', { ...merge, gridCodes: [`${HERE}001`, `${HERE}006`] }],
    ['a merger out of a courtyard', 'gridCodes.1', { ...merge, gridCodes: [`${HERE}006`, `${HERE}004`] }],
    ['a merger under a used code', 'into.code', { ...merge, into: { code: `${HERE}002`, name: '甲' } }],
    ['a move to where it is', 'toCommunityCode', { ...move, toCommunityCode: HERE, newCode: `${HERE}010` }],
    ['a move out of the district', 'toCommunityCode', { ...move, toCommunityCode: '520402001001', newCode: '520402001001001' }],
    ['a move of a building alone', 'gridCode', { ...move, gridCode: `${HERE}004` }],
    ['a move to a used code', 'newCode', { ...move, newCode: `${THERE}090` }],
    ['a move to a code of its old community', 'newCode', { ...move, newCode: `${HERE}010` }],
  ])('with %s is refused for %s', (_, field, order) => {
    const faults = checkOrder(order, register);
    expect(faults.map((fault) => fault.field)).toEqual([field]);
    expect(faults[0]?.reasonZh).toMatch(/[一-龥]/);
  });

  test('is refused with all its faults at once', () => {
    const order: ReshapeOrder = { ...split, gridCode: `${HERE}003`, into: [part('x'), part(`${HERE}090`)], heirCode: '' };
    expect(checkOrder(order, register).map(({ field }) => field)).toEqual(['gridCode', 'into.0.code', 'into.1.code', 'heirCode']);
  });
});

describe('a plan', () => {
  const old = (order: ReshapeOrder) => gridCodesOf(order).map((code) => grid(code));
  const square: GroundShape = { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] };

  test('of a split ends one grid and begins its parts, of its kind and in its place', () => {
    const [building] = register.grids.filter(({ code }) => code === `${HERE}004`) as [ReshapeGrid];
    const plan = planOf({ ...split, gridCode: building.code }, [building]);
    expect(plan.retired).toEqual([building.code]);
    expect(plan.created.map(({ code, kind, parentCode }) => [code, kind, parentCode])).toEqual([
      [`${HERE}010`, 'building', `${HERE}003`],
      [`${HERE}011`, 'building', `${HERE}003`],
    ]);
  });

  test('of a merger ends all and begins one on their ground', () => {
    const plan = planOf(merge, old(merge), square);
    expect(plan.retired).toEqual(merge.gridCodes);
    expect(plan.created).toEqual([grid(`${HERE}010`, { name: '甲', polygon: square })]);
    expect(() => planOf(merge, old(merge))).toThrow(RangeError);
  });

  test('of a move leaves name and ground and changes code and community', () => {
    expect(planOf(move, old(move)).created).toEqual([grid(`${THERE}010`, { name: '001' })]);
  });

  test('gives a case with a point to the leaf under it, one without to the named heir, and others nobody', () => {
    const plan = planOf(split, old(split));
    expect(heirOf(plan, split.gridCode, `${HERE}010`)).toBe(`${HERE}010`);
    expect(heirOf(plan, split.gridCode, null)).toBe(`${HERE}011`);
    expect(heirOf(plan, split.gridCode, `${HERE}002`)).toBe(`${HERE}011`);
    expect(heirOf(plan, `${HERE}002`, `${HERE}010`)).toBe(`${HERE}002`);
  });
});
