/** Longitude and latitude in degrees, CGCS2000. */
export interface Spot {
  lng: number;
  lat: number;
}

/**
 * Ground as GeoJSON (RFC 7946): positions are [lng, lat]; the first ring of a polygon is its outer one, counter-clockwise, the
 * others are holes, clockwise; each ring ends where it began.
 */
export type GroundShape =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] };
