import type { GridKind } from '../grid-kind.js';
import type { GroundShape } from '../ground-shape.js';

/** 动态调整 of grids (达川): what a district orders to happen to its ground. */
export type ReshapeOrder =
  | {
      kind: 'split';
      gridCode: string;
      /** Two or more that tile the old grid; they keep its kind and what it lies in. */
      into: { code: string; name: string; polygon: GroundShape }[];
      /** Which of them takes over what has no place of its own: cases without a point, people, lists. */
      heirCode: string;
    }
  | {
      kind: 'merge';
      /** Two or more neighbours of one community, one kind and one parent. */
      gridCodes: string[];
      into: { code: string; name: string };
    }
  | {
      kind: 'move';
      gridCode: string;
      /** 12 digits, another community of the district. */
      toCommunityCode: string;
      newCode: string;
    };

/** A grid that stands. */
export interface ReshapeGrid {
  code: string;
  name: string;
  kind: GridKind;
  /** The grid it lies in, or else its community (12 digits). */
  parentCode: string;
  polygon: GroundShape;
}

/** What an order is judged by. */
export interface ReshapeRegister {
  grids: readonly ReshapeGrid[];
  /** Every code a grid ever had; those that stand count by themselves. */
  usedCodes: ReadonlySet<string>;
  /** 12 digits each, of this district. */
  communityCodes: ReadonlySet<string>;
}

/** Why an order is refused; `field` is a path into it, such as `into.1.code`. */
export interface ReshapeFault {
  field: string;
  reason: string;
  reasonZh: string;
}
