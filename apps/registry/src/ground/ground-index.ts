import type { GroundShape, Spot } from '@shaodao/domain/ground-shape';
import { isTerritorial, nestingDepth } from '@shaodao/domain/grid-kind';
import Flatbush from 'flatbush';
import pointInPolygon from 'point-in-polygon-hao';
import { boxOf, polygonsOf } from './shape.js';

/** What the index must know of a grid. Only territorial kinds are ground: others may have no polygon and are passed over. */
export interface IndexedGrid {
  code: string;
  kind: string;
  polygon: GroundShape | null;
}

interface Leaf<G> {
  grid: G;
  polygons: number[][][][];
}

/**
 * Finds the grid under a point: of nested grids the innermost, so the building and not its courtyard. A border, that of a hole
 * too, is part of the grids on both its sides: of equally deep ones the grid whose code comes first has it.
 */
export class GroundIndex<G extends IndexedGrid> {
  private readonly leaves: Leaf<G>[];
  private readonly boxes: Flatbush | null;

  constructor(grids: readonly G[]) {
    const ground = grids.flatMap((grid) => {
      if (!isTerritorial(grid.kind) || grid.polygon === null) return [];
      return [{ grid, polygons: polygonsOf(grid.polygon), box: boxOf(grid.polygon) }];
    });
    this.leaves = ground.sort((a, b) => inOrder(a.grid, b.grid));
    // Flatbush cannot be empty; a district without grids has no ground.
    this.boxes = ground.length === 0 ? null : new Flatbush(ground.length);
    for (const { box } of ground) this.boxes?.add(...box);
    this.boxes?.finish();
  }

  /** Null outside every grid. */
  at({ lng, lat }: Spot): G | null {
    const near = this.boxes?.search(lng, lat, lng, lat) ?? [];
    for (const index of near.sort((a, b) => a - b)) {
      const leaf = this.leaves[index];
      // The predicate answers 0 on a border.
      if (leaf?.polygons.some((polygon) => pointInPolygon([lng, lat], polygon) !== false)) return leaf.grid;
    }
    return null;
  }
}

/** Innermost first, then by code. */
function inOrder(a: IndexedGrid, b: IndexedGrid): number {
  return nestingDepth(b.kind) - nestingDepth(a.kind) || (a.code < b.code ? -1 : 1);
}
