import type { GroundShape } from '../ground-shape.js';
import type { ReshapeGrid, ReshapeOrder } from './order.js';

/** What takes effect at once: grids that end, grids that begin, and who takes over from whom. */
export interface ReshapePlan {
  /** Their codes are never used again. */
  retired: string[];
  created: ReshapeGrid[];
  /** By retired code: the new grid for what has no place of its own. */
  namedHeirs: Record<string, string>;
}

/**
 * The plan of an order that is in order. `old` are the grids it names; `merged` is their ground together, only a merger asks for it.
 * Throws RangeError where it has to do without.
 */
export function planOf(order: ReshapeOrder, old: readonly ReshapeGrid[], merged: GroundShape | null = null): ReshapePlan {
  const [first] = old;
  if (first === undefined) throw new RangeError('an order without a grid');
  const { kind, parentCode, name, polygon } = first;
  switch (order.kind) {
    case 'split':
      return plan(old, order.into.map((part) => ({ ...part, kind, parentCode })), order.heirCode);
    case 'merge':
      if (merged === null) throw new RangeError('a merger without its ground');
      return plan(old, [{ ...order.into, kind, parentCode, polygon: merged }], order.into.code);
    case 'move':
      return plan(old, [{ code: order.newCode, name, kind, parentCode: order.toCommunityCode, polygon }], order.newCode);
  }
}

function plan(old: readonly ReshapeGrid[], created: ReshapeGrid[], heirCode: string): ReshapePlan {
  const retired = old.map(({ code }) => code);
  return { retired, created, namedHeirs: Object.fromEntries(retired.map((code) => [code, heirCode])) };
}

/** The grids an order names, in its order. */
export function gridCodesOf(order: ReshapeOrder): string[] {
  return order.kind === 'merge' ? order.gridCodes : [order.gridCode];
}

/**
 * Which grid has what `gridCode` had: open cases follow the ground, so a case with a point goes to the new leaf under it
 * (`leafCode`); a case without one, or with a point in no new grid, to the named heir. A grid the plan leaves alone keeps its own.
 */
export function heirOf(plan: ReshapePlan, gridCode: string, leafCode: string | null): string {
  const named = plan.namedHeirs[gridCode];
  if (named === undefined) return gridCode;
  return leafCode !== null && plan.created.some(({ code }) => code === leafCode) ? leafCode : named;
}
