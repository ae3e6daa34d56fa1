import type { GroundShape, Spot } from '@shaodao/domain/ground-shape';
import { checkOrder } from '@shaodao/domain/reshape/check-order';
import type { ReshapeFault, ReshapeGrid, ReshapeOrder, ReshapeRegister } from '@shaodao/domain/reshape/order';
import { gridCodesOf, heirOf, planOf, type ReshapePlan } from '@shaodao/domain/reshape/plan';
import { checkGround, TOLERANCE_M2 } from './check-ground.js';
import { middleOf, outside, pathsOf, shapeOf, sharedBy, squareMetres, together, type Piece } from './clip.js';
import { areaWords, placeWords, type GroundFault } from './fault.js';
import { GroundIndex } from './ground-index.js';

/** A fault of the order itself has no place, one of its ground has. */
export type ReshapeGroundFault = ReshapeFault & Partial<Pick<GroundFault, 'place' | 'squareMetres'>>;

/**
 * The plan of an order, or all that is wrong with it: parts of a split tile the old grid, the ground of a merger is one piece, each
 * within the tolerance, and codes are new. The geometry is judged once everything else is in order.
 */
export function planReshape(
  order: ReshapeOrder,
  register: ReshapeRegister,
  toleranceM2 = TOLERANCE_M2,
): { plan: ReshapePlan } | { faults: ReshapeGroundFault[] } {
  const wrong = checkOrder(order, register);
  if (wrong.length > 0) return { faults: wrong };
  const old = gridCodesOf(order).map((code) => register.grids.find((grid) => grid.code === code) as ReshapeGrid);
  switch (order.kind) {
    case 'split': {
      const faults = checkParts(old[0] as ReshapeGrid, order.into, toleranceM2);
      return faults.length > 0 ? { faults } : { plan: planOf(order, old) };
    }
    case 'merge': {
      const ground = groundOfAll(old, toleranceM2);
      return 'faults' in ground ? ground : { plan: planOf(order, old, ground.shape) };
    }
    case 'move':
      return { plan: planOf(order, old) };
  }
}

/** The grid that has what `gridCode` had: under the point where there is one, else the named heir. */
export function heirAt(plan: ReshapePlan, gridCode: string, spot: Spot | null): string {
  return heirOf(plan, gridCode, spot === null ? null : (new GroundIndex(plan.created).at(spot)?.code ?? null));
}

type Parts = Extract<ReshapeOrder, { kind: 'split' }>['into'];

/** The parts are looked at as grids nested in the old one; what is then left of it is no part's. */
function checkParts(old: ReshapeGrid, parts: Parts, toleranceM2: number): ReshapeGroundFault[] {
  const { kind, code: parentCode } = old;
  const faults = checkGround([old, ...parts.map((part) => ({ ...part, kind, parentCode }))], toleranceM2).map(
    ({ code, place, squareMetres: size, reason, reasonZh }) => {
      const nth = parts.findIndex((part) => part.code === code);
      return { field: nth < 0 ? 'gridCode' : `into.${nth}.polygon`, place, ...(size !== undefined && { squareMetres: size }), reason, reasonZh };
    },
  );
  if (faults.length > 0) return faults;
  const rest = outside(pathsOf(old.polygon), parts.flatMap(({ polygon }) => pathsOf(polygon)));
  const size = squareMetres(rest);
  if (size <= toleranceM2) return [];
  const place = middleOf(rest);
  return [
    {
      field: 'into',
      place,
      squareMetres: size,
      reason: `${areaWords(size)} m² of ${old.name} belong to no part at ${placeWords(place)}`,
      reasonZh: `${old.name}有${areaWords(size)}平方米未划入任何新网格（位置${placeWords(place)}）`,
    },
  ];
}

/** Their ground as one piece; slivers between them are filled. */
function groundOfAll(old: readonly ReshapeGrid[], toleranceM2: number): { shape: GroundShape } | { faults: ReshapeGroundFault[] } {
  const isLarge = (piece: Piece): boolean => squareMetres([piece]) > toleranceM2;
  const pieces = together(old.flatMap(({ polygon }) => pathsOf(polygon))).filter(isLarge);
  const [whole = []] = pieces;
  if (pieces.length === 1) {
    return { shape: shapeOf([whole.filter((ring, nth) => nth === 0 || isLarge([ring]))]) };
  }
  const home = pieces.find((piece) => isPartOf(old[0] as ReshapeGrid, piece)) ?? whole;
  return {
    faults: old.flatMap((grid, nth) => {
      const apart = pieces.find((piece) => piece !== home && isPartOf(grid, piece));
      if (apart === undefined) return [];
      const place = middleOf([apart]);
      return [
        {
          field: `gridCodes.${nth}`,
          place,
          reason: `${grid.name} is not joined to the others at ${placeWords(place)}`,
          reasonZh: `${grid.name}与其他网格不相邻（位置${placeWords(place)}）`,
        },
      ];
    }),
  };
}

function isPartOf({ polygon }: ReshapeGrid, piece: Piece): boolean {
  return sharedBy(pathsOf(polygon), piece).length > 0;
}
