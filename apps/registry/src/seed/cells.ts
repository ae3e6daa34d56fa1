import { Delaunay } from 'd3-delaunay';
import pointInPolygon from 'point-in-polygon-hao';
import polygonClipping from 'polygon-clipping';
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
  const edge = outline.map(([x, y]): [number, number] => [x, y]);
  return sites.map((_, index) => {
    const parts = polygonClipping.intersection([diagram.cellPolygon(index)], [edge]);
    const ring = parts[0]?.[0];
    if (ring === undefined || parts.length > 1) throw new RangeError(`cell ${index} is not one piece`);
    const turned = doubleArea(ring) > 0 ? ring : ring.toReversed();
    return { ring: turned, middle: centroid(turned), neighbours: [...diagram.neighbors(index)] };
  });
}

function boundsOf(ring: Ring): [number, number, number, number] {
  const easts = ring.map(([east]) => east);
  const norths = ring.map(([, north]) => north);
  return [Math.min(...easts), Math.min(...norths), Math.max(...easts), Math.max(...norths)];
}
