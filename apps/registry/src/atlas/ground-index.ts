import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import type { Grid } from '@shaodao/contracts/registry';
import type { Location } from '@shaodao/contracts/shapes';
import Flatbush from 'flatbush';

/** Finds the grid under a point. A point on a border belongs to the grid whose code comes first. */
export class GroundIndex {
  private readonly boxes: Flatbush | null;

  /** `grids` in order of code. */
  constructor(private readonly grids: readonly Grid[]) {
    // Flatbush cannot be empty; a district without grids has no ground.
    this.boxes = grids.length === 0 ? null : new Flatbush(grids.length);
    if (this.boxes === null) return;
    for (const { polygon } of grids) {
      const corners = polygon.coordinates[0] ?? [];
      const lngs = corners.map(([lng = 0]) => lng);
      const lats = corners.map(([, lat = 0]) => lat);
      this.boxes.add(Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats));
    }
    this.boxes.finish();
  }

  /** Null outside every grid. */
  at({ lng, lat }: Location): Grid | null {
    const near = this.boxes?.search(lng, lat, lng, lat) ?? [];
    for (const index of near.sort((a, b) => a - b)) {
      const grid = this.grids[index];
      if (grid !== undefined && booleanPointInPolygon([lng, lat], grid.polygon)) return grid;
    }
    return null;
  }
}
