import type { GroundShape, Spot } from '@shaodao/domain/ground-shape';
import gcoord from 'gcoord';

// Its types promise a `default` that its CommonJS build does not have.
const { transform, WGS84, GCJ02 } = gcoord as unknown as typeof gcoord.default;

/**
 * 坐标系. Ground is stored as CGCS2000 and told as WGS84: the same numbers. Their ellipsoids put a point at most 0.11 mm apart
 * (程鹏飞等《2000国家大地坐标系椭球参数与GRS80和WGS84的比较》), their frames some centimetres, the drift of the ground since the
 * year 2000 less than a metre, which is below what a phone can measure. GCJ-02 is what domestic maps draw on, shifted by hundreds
 * of metres.
 */
export type Crs = 'CGCS2000' | 'WGS84' | 'GCJ02';

type Position = [number, number];

/** Stored ground as a map of this kind needs it. */
export function shapeIn(crs: Crs, stored: GroundShape): GroundShape {
  return crs === 'GCJ02' ? mapped(stored, shifted) : stored;
}

export function spotIn(crs: Crs, { lng, lat }: Spot): Spot {
  return crs === 'GCJ02' ? spotOf(shifted([lng, lat])) : { lng, lat };
}

/** Ground taken from a map of this kind, to be stored. Corners that were one stay one: each is moved by itself. */
export function storedShape(given: GroundShape, crs: Crs): GroundShape {
  return crs === 'GCJ02' ? mapped(given, unshifted) : given;
}

export function storedSpot({ lng, lat }: Spot, crs: Crs): Spot {
  return crs === 'GCJ02' ? spotOf(unshifted([lng, lat])) : { lng, lat };
}

function spotOf([lng, lat]: Position): Spot {
  return { lng, lat };
}

function mapped(shape: GroundShape, move: (position: Position) => Position): GroundShape {
  const polygon = (rings: number[][][]): number[][][] => rings.map((ring) => ring.map(([lng = 0, lat = 0]) => move([lng, lat])));
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: polygon(shape.coordinates) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map(polygon) };
}

function shifted(position: Position): Position {
  return transform<Position>([...position], WGS84, GCJ02);
}

/** About 1 cm. What was stored with as many decimals or fewer comes back to the last digit. */
const STORED_PER_DEGREE = 10_000_000;

/** gcoord stops within 15 cm of the answer; one more step of the same kind ends within 1 mm. */
function unshifted(position: Position): Position {
  const [lng, lat] = transform<Position>([...position], GCJ02, WGS84);
  const [mapLng, mapLat] = shifted([lng, lat]);
  return [rounded(lng - (mapLng - position[0])), rounded(lat - (mapLat - position[1]))];
}

function rounded(degrees: number): number {
  return Math.round(degrees * STORED_PER_DEGREE) / STORED_PER_DEGREE;
}
