import type { GroundShape, Spot } from '@shaodao/domain/ground-shape';
import { Clipper, ClipType, FillRule, PolyTree64, type Path64, type Paths64, type PolyPath64 } from 'clipper2-ts';
import polylabel from 'polylabel';
import { polygonsOf } from './shape.js';

/**
 * Areas are cut in whole numbers of 1.1 mm: a corner of up to eight decimals is exact, so neighbours that share corners neither
 * overlap nor leave a gap, and a crossing of two borders a kilometre long is rounded by less than a square metre.
 */
const UNITS_PER_DEGREE = 100_000_000;
/** On the mean sphere (6,371,008.8 m); half a per cent at most from the ellipsoid, fine for saying how large a fault is. */
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;

/** A connected piece of ground: its outer ring and its holes, not closed, in units. */
export type Piece = Paths64;

/** The rings of a shape, turned as RFC 7946 asks whatever they were. */
export function pathsOf(shape: GroundShape): Paths64 {
  return polygonsOf(shape).flatMap((rings) =>
    rings.map((ring, nth) => {
      const path = ring.map(([lng = 0, lat = 0]) => ({ x: Math.round(lng * UNITS_PER_DEGREE), y: Math.round(lat * UNITS_PER_DEGREE) }));
      return Clipper.isPositive(path) === (nth === 0) ? path : path.toReversed();
    }),
  );
}

/** What lies in both. */
export function sharedBy(a: Paths64, b: Paths64): Piece[] {
  return cut(ClipType.Intersection, a, b);
}

/** What lies in `a` and not in `b`. */
export function outside(a: Paths64, b: Paths64): Piece[] {
  return cut(ClipType.Difference, a, b);
}

/** All of them together, as connected pieces; ground that meets at a corner only is not connected. */
export function together(paths: Paths64): Piece[] {
  return cut(ClipType.Union, paths, null);
}

/** Holes that nothing fills: each the ring around it and the islands within. */
export function holesIn(paths: Paths64): Piece[] {
  const holes: Piece[] = [];
  const collect = (outer: PolyPath64): void => {
    for (const hole of childrenOf(outer)) {
      const islands = childrenOf(hole);
      holes.push([hole, ...islands].map(ringOf));
      islands.forEach(collect);
    }
  };
  childrenOf(tree(ClipType.Union, paths, null)).forEach(collect);
  return holes;
}

function cut(type: ClipType, subject: Paths64, clip: Paths64 | null): Piece[] {
  const pieces: Piece[] = [];
  const collect = (outer: PolyPath64): void => {
    const holes = childrenOf(outer);
    pieces.push([outer, ...holes].map(ringOf));
    for (const hole of holes) childrenOf(hole).forEach(collect);
  };
  childrenOf(tree(type, subject, clip)).forEach(collect);
  return pieces;
}

function tree(type: ClipType, subject: Paths64, clip: Paths64 | null): PolyTree64 {
  const result = new PolyTree64();
  Clipper.booleanOpWithPolyTree(type, subject, clip, result, FillRule.NonZero);
  return result;
}

function childrenOf(node: PolyPath64): PolyPath64[] {
  return Array.from({ length: node.count }, (_, at) => node.child(at));
}

function ringOf(node: PolyPath64): Path64 {
  return node.poly ?? [];
}

export function squareMetres(pieces: readonly Piece[]): number {
  const square = (METRES_PER_DEGREE / UNITS_PER_DEGREE) ** 2;
  return pieces.reduce((sum, piece) => sum + squareUnits([piece]) * square * narrowing(piece[0] ?? []), 0);
}

/** The area in square units, the same from whichever corner a ring begins. */
export function squareUnits(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, [outer = [], ...holes]) => {
    return holes.reduce((left, hole) => left - Math.abs(Clipper.area(hole)), sum + Math.abs(Clipper.area(outer)));
  }, 0);
}

/** How much shorter a degree of longitude is than one of latitude there. */
function narrowing(path: Path64): number {
  return Math.cos((((path[0]?.y ?? 0) / UNITS_PER_DEGREE) * Math.PI) / 180);
}

/** A point in the middle of the largest piece, as far from its border as can be. */
export function middleOf(pieces: readonly Piece[]): Spot {
  const largest = pieces.toSorted((a, b) => squareMetres([b]) - squareMetres([a]))[0] ?? [];
  const narrow = narrowing(largest[0] ?? []);
  const rings = largest.map((path) => [...path, ...path.slice(0, 1)].map(({ x, y }) => [x * narrow, y] as [number, number]));
  const { left, right, top, bottom } = Clipper.getBounds(largest[0] ?? []);
  // A finer search of a sliver would try millions of points.
  const precision = Math.max((right - left) * narrow, bottom - top) / 100;
  const [x = 0, y = 0] = polylabel(rings, precision);
  return { lng: x / narrow / UNITS_PER_DEGREE, lat: y / UNITS_PER_DEGREE };
}

/** The corners of the outer ring. */
export function cornersOf([outer = []]: Piece): Spot[] {
  return outer.map(({ x, y }) => ({ lng: x / UNITS_PER_DEGREE, lat: y / UNITS_PER_DEGREE }));
}

/** Pieces as GeoJSON, counter-clockwise outside and clockwise in holes. */
export function shapeOf(pieces: readonly Piece[]): GroundShape {
  const polygons = pieces.map((piece) =>
    piece.map((path, nth) => {
      const turned = Clipper.isPositive(path) === (nth === 0) ? path : path.toReversed();
      return [...turned, ...turned.slice(0, 1)].map(({ x, y }) => [x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE]);
    }),
  );
  const [only = []] = polygons;
  return polygons.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons };
}
