/** Kilometres east and north of a town's centre: near enough to flat for a town of a few kilometres. */
export type Point = [number, number];
/** Corners in order, the first repeated at the end. */
export type Ring = readonly Point[];

export const CENTER = { lng: 107.51, lat: 31.2 };
const KM_PER_DEGREE = 111.195;

/** About 11 cm: every corner is written on this lattice, so neighbours share corners to the last digit. */
const LATTICE_PER_DEGREE = 1_000_000;

/** Longitude and latitude of a point around a centre, rounded to the lattice. */
export function toDegrees([east, north]: Point, center = CENTER): [number, number] {
  const kmPerDegreeEast = KM_PER_DEGREE * Math.cos((center.lat * Math.PI) / 180);
  return [onLattice(center.lng + east / kmPerDegreeEast), onLattice(center.lat + north / KM_PER_DEGREE)];
}

function onLattice(degrees: number): number {
  return Math.round(degrees * LATTICE_PER_DEGREE) / LATTICE_PER_DEGREE;
}

/** Twice the signed area: positive when the ring runs counter-clockwise. Exact for whole numbers. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    const [x1, y1] = ring[at - 1] as Point;
    const [x2, y2] = ring[at] as Point;
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

export function centroid(ring: Ring): Point {
  let east = 0;
  let north = 0;
  for (let at = 1; at < ring.length; at++) {
    const [x1, y1] = ring[at - 1] as Point;
    const [x2, y2] = ring[at] as Point;
    const cross = x1 * y2 - x2 * y1;
    east += (x1 + x2) * cross;
    north += (y1 + y2) * cross;
  }
  const area = doubleArea(ring);
  return [east / (3 * area), north / (3 * area)];
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
