/** 重复: one problem reported twice. It is suggested, never merged by itself. How near counts is ours (D). */
export const DUPLICATE_METRES = 300;
/** Between the two reports, either way (D). */
export const DUPLICATE_MS = 72 * 3_600_000;

/** Mean radius of the earth, in metres (IUGG). */
const EARTH_METRES = 6_371_008.8;
const RADIANS = Math.PI / 180;
const METRES_PER_DEGREE = EARTH_METRES * RADIANS;

/** WGS84, degrees. */
export interface Point {
  lng: number;
  lat: number;
}

/** What of a case tells whether another may be the same problem. Without a point its grid stands for it. */
export interface Reported {
  categoryCode: string;
  gridId: string;
  location: Point | null;
  reportedAt: number;
}

/**
 * Does one look like the other reported again: same category, near in time, and near in place, by their points where both
 * have one, else by the grid? Answers how far apart, `metres` null where a point is missing; null when it does not.
 */
export function likenessOf(one: Reported, other: Reported): { metres: number | null } | null {
  if (one.categoryCode !== other.categoryCode || Math.abs(one.reportedAt - other.reportedAt) > DUPLICATE_MS) return null;
  if (one.location === null || other.location === null) return one.gridId === other.gridId ? { metres: null } : null;
  const metres = metresBetween(one.location, other.location);
  return metres <= DUPLICATE_METRES ? { metres } : null;
}

/** Along the surface (haversine). */
export function metresBetween(a: Point, b: Point): number {
  const half = (degrees: number): number => Math.sin((degrees * RADIANS) / 2) ** 2;
  const across = half(b.lat - a.lat) + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * half(b.lng - a.lng);
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(across)));
}

/** Sums of degrees are exact to less than this; without it a point on the very edge may fall outside its own box. */
const ROUNDING_METRES = 0.01;

export interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

/**
 * A box of degrees that holds every point within `metres`, for an index to look in; its corners lie further away. Near a pole
 * or the date line it goes around the globe.
 */
export function boxAround({ lng, lat }: Point, metres: number): Box {
  const high = (metres + ROUNDING_METRES) / METRES_PER_DEGREE;
  const south = Math.max(-90, lat - high);
  const north = Math.min(90, lat + high);
  // At the side nearer to the pole a degree is shortest.
  const wide = high / Math.cos(Math.max(Math.abs(south), Math.abs(north)) * RADIANS);
  const around = north >= 90 || south <= -90 || !(lng - wide >= -180 && lng + wide <= 180);
  return around ? { west: -180, east: 180, south, north } : { west: lng - wide, east: lng + wide, south, north };
}
