import { Clipper, FillRule, type Path64 } from 'clipper2-ts';
import { Delaunay } from 'd3-delaunay';
import pointInPolygon from 'point-in-polygon-hao';
import { centroid, doubleArea, type Point, type Ring } from './plane.js';
import type { Random } from './random.js';

/** A leaf of the ground: its ring (counter-clockwise, kilometres), its middle, and the cells it touches. */
export interface Cell {
  ring: Ring;
  middle: Point;
  neighbours: number[];
}

const ROUNDS = 3;
/** Cells are small in the middle of the town and wide at its edge: density falls to a quarter over this distance. */
const DENSE_KM = 2.2;
const EDGE_DENSITY = 0.25;

/** Cuts an outline into `count` Voronoi cells; three rounds of Lloyd's relaxation keep them from being slivers. */
export function cutIntoCells(outline: Ring, count: number, random: Random): Cell[] {
  let sites = scatter(outline, count, random);
  let cells = voronoi(outline, sites);
  for (let round = 0; round < ROUNDS; round++) {
    sites = cells.map((cell) => cell.middle);
    cells = voronoi(outline, sites);
  }
  return cells;
}

function scatter(outline: Ring, count: number, random: Random): Point[] {
  const [west, south, east, north] = boundsOf(outline);
  const ground = [outline.map(([x, y]) => [x, y])];
  const sites: Point[] = [];
  while (sites.length < count) {
    const site: Point = [west + random() * (east - west), south + random() * (north - south)];
    const density = EDGE_DENSITY + (1 - EDGE_DENSITY) * Math.exp(-((Math.hypot(...site) / DENSE_KM) ** 2));
    if (random() < density && pointInPolygon([...site], ground) !== false) sites.push(site);
  }
  return sites;
}

function voronoi(outline: Ring, sites: Point[]): Cell[] {
  const [west, south, east, north] = boundsOf(outline);
  const diagram = Delaunay.from(sites).voronoi([west - 1, south - 1, east + 1, north + 1]);
  const edge = pathOf(outline);
  return sites.map((_, index) => {
    const [path, ...more] = Clipper.intersect([pathOf(diagram.cellPolygon(index))], [edge], FillRule.NonZero);
    if (path === undefined || more.length > 0) throw new RangeError(`cell ${index} is not one piece`);
    const ring = ringOf(path);
    return { ring, middle: centroid(ring), neighbours: [...diagram.neighbors(index)] };
  });
}

/** A thousandth of a millimetre, far below the lattice on which corners are written. */
const UNITS_PER_KM = 1_000_000_000;

function pathOf(ring: Ring): Path64 {
  return ring.slice(1).map(([x, y]) => ({ x: Math.round(x * UNITS_PER_KM), y: Math.round(y * UNITS_PER_KM) }));
}

/** Counter-clockwise from its westernmost corner, so that a district is the same wherever the clipping began. */
function ringOf(path: Path64): Ring {
  const west = path.reduce((best, { x, y }, at) => {
    const [bestX, bestY] = [path[best]?.x ?? x, path[best]?.y ?? y];
    return x < bestX || (x === bestX && y < bestY) ? at : best;
  }, 0);
  const corners = [...path.slice(west), ...path.slice(0, west + 1)];
  const ring = corners.map(({ x, y }): Point => [x / UNITS_PER_KM, y / UNITS_PER_KM]);
  return doubleArea(ring) > 0 ? ring : ring.toReversed();
}

function boundsOf(ring: Ring): [number, number, number, number] {
  const easts = ring.map(([east]) => east);
  const norths = ring.map(([, north]) => north);
  return [Math.min(...easts), Math.min(...norths), Math.max(...easts), Math.max(...norths)];
}
