import { gridCodeIn } from '@shaodao/domain/codes/grid-code';
import { cutIntoCells, type Cell } from './cells.js';
import { clusters, middle, readingOrder } from './clusters.js';
import { idOf } from '../register/id.js';
import { townOutline } from './outline.js';
import type { Place } from './places.js';
import { CENTER, doubleArea, toDegrees, type Point } from './plane.js';
import type { Random } from './random.js';

/** Published: 微网格 of the urban part. */
const GRIDS = 287;

/** GeoJSON Polygon, WGS84, one ring, counter-clockwise. */
export interface GroundPolygon {
  type: 'Polygon';
  coordinates: [number, number][][];
}

export interface GroundGrid {
  id: string;
  code: string;
  name: string;
  kind: 'micro';
  communityCode: string;
  polygon: GroundPolygon;
}

/** Where the subdistricts lie, in this order: each takes its communities from what is left of the map. */
const LIE: { subdistrictCode: string; towards: Point }[] = [
  { subdistrictCode: '511703005', towards: [1, 0] },
  { subdistrictCode: '511703006', towards: [-1, 0] },
  { subdistrictCode: '511703002', towards: [0, 1] },
  { subdistrictCode: '511703001', towards: [0, -1] },
];

/** Grows the grids of the governed communities: cells, grouped into communities, grouped into subdistricts. */
export function growGround(places: readonly Place[], random: Random): { grids: GroundGrid[]; outline: GroundPolygon } {
  const governed = places.filter((place) => place.governed);
  const cells = cutIntoCells(townOutline(), GRIDS, random);
  const groups = clusters(
    cells.map((cell) => cell.middle),
    governed.length,
  );
  const members = governed.map((_, group) => cells.filter((__, index) => groups[index] === group));
  const owner = communitiesOnMap(governed, members.map(middleOf));
  const grids = members.flatMap((own, group) => gridsOf(owner[group] as Place, own));
  grids.sort((a, b) => (a.code < b.code ? -1 : 1));
  return { grids, outline: outlineOf(grids.map((grid) => grid.polygon)) };
}

function middleOf(cells: readonly Cell[]): Point {
  return middle(cells.map((cell) => cell.middle)) ?? [0, 0];
}

/** For each group of cells the community it becomes: by side of the map, then in reading order by code. */
function communitiesOnMap(governed: readonly Place[], centers: readonly Point[]): Place[] {
  const owner: Place[] = [];
  let left = centers.map((_, group) => group);
  for (const { subdistrictCode, towards } of LIE) {
    const own = governed.filter((place) => place.subdistrictCode === subdistrictCode);
    const reach = (group: number): number => {
      const [east, north] = centers[group] as Point;
      return east * towards[0] + north * towards[1];
    };
    const taken = left.toSorted((a, b) => reach(b) - reach(a)).slice(0, own.length);
    left = left.filter((group) => !taken.includes(group));
    readingOrder(taken.map((group) => centers[group] as Point)).forEach((at, nth) => {
      owner[taken[at] as number] = own[nth] as Place;
    });
  }
  return owner;
}

function gridsOf(community: Place, cells: readonly Cell[]): GroundGrid[] {
  return readingOrder(cells.map((cell) => cell.middle)).map((index, nth) => {
    const code = gridCodeIn(community.code, nth + 1);
    return {
      id: idOf(`grid:${code}`),
      code,
      name: `${community.name}第${nth + 1}网格`,
      kind: 'micro',
      communityCode: community.code,
      polygon: polygonOf(cells[index] as Cell),
    };
  });
}

/** Corners that fall on one point of the lattice are one corner. */
export function polygonOf(cell: Cell, center = CENTER): GroundPolygon {
  const corners = cell.ring.map((corner) => toDegrees(corner, center));
  const ring = corners.filter((corner, at) => at === 0 || String(corner) !== String(corners[at - 1]));
  return { type: 'Polygon', coordinates: [ring] };
}

function edgeKey(from: Point, to: Point): string {
  return `${from.join()}>${to.join()}`;
}

/** The edges that no neighbour answers, joined to one ring. Throws when the polygons do not tile one piece of ground. */
export function outlineOf(polygons: readonly GroundPolygon[]): GroundPolygon {
  const edges = new Map<string, [Point, Point]>();
  for (const [ring = []] of polygons.map((polygon) => polygon.coordinates)) {
    for (let at = 1; at < ring.length; at++) {
      const [from, to] = [ring[at - 1] as Point, ring[at] as Point];
      if (!edges.delete(edgeKey(to, from))) edges.set(edgeKey(from, to), [from, to]);
    }
  }
  const next = new Map([...edges.values()].map(([from, to]) => [String(from), to]));
  const [start] = edges.values().next().value ?? [];
  if (start === undefined || next.size !== edges.size) throw new RangeError('the outline touches itself');
  const ring: Point[] = [start];
  for (let at = next.get(String(start)); at !== undefined; at = next.get(String(at))) {
    ring.push(at);
    if (String(at) === String(start)) break;
  }
  if (ring.length !== edges.size + 1 || doubleArea(ring) <= 0) throw new RangeError('the grids do not tile one ground');
  return { type: 'Polygon', coordinates: [ring] };
}
