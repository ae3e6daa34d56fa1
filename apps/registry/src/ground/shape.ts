import type { GroundShape } from '@shaodao/domain/ground-shape';

/** The polygons of a shape: each a list of rings, outer ring first. */
export function polygonsOf(shape: GroundShape): number[][][][] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

/** West, south, east, north in degrees; an endless box turned inside out for a shape without corners. */
export type Box = [number, number, number, number];

export function boxOf(shape: GroundShape): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer = []] of polygonsOf(shape)) {
    for (const [lng = 0, lat = 0] of outer) {
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
}
