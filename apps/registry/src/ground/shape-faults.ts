import type { GroundShape, Spot } from '@shaodao/domain/ground-shape';
import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';
import { middleOf, pathsOf, squareUnits, together } from './clip.js';
import { placeWords, type GroundFault, type GroundProblem } from './fault.js';
import { crossingOf, segmentsOf, type Corner, type Segment } from './segment.js';
import { polygonsOf } from './shape.js';

export type ShapeFault = Pick<GroundFault, 'problem' | 'place' | 'reason' | 'reasonZh'>;

/** Areas of rings are floating sums; what lies over something else is more than this share. */
const DUST = 1e-6;

/** Of one shape. A surveyed community has some hundreds; cutting a wild shape of a hundred thousand would stop the process for a minute. D. */
const MAX_CORNERS = 5_000;

/** A ring in its shape: the outer one of its polygon or a hole. */
interface Ring {
  corners: Corner[];
  outer: boolean;
}

/**
 * What is wrong with one shape by itself (RFC 7946 §3.1.6): each ring's faults, and the first place where rings cross, touch
 * themselves or lie over one another. A ring out of range or of too few corners, and a shape of more than 5,000, is not judged further.
 */
export function shapeFaults(shape: GroundShape): ShapeFault[] {
  const rings = polygonsOf(shape).flatMap((polygon) => polygon.map((ring, nth) => ({ corners: ring, outer: nth === 0 })));
  const corners = rings.reduce((sum, ring) => sum + ring.corners.length, 0);
  if (corners > MAX_CORNERS) {
    const place = rings.flatMap((ring) => ring.corners).find(inRange) ?? ([0, 0] as Corner);
    return [fault('tooManyCorners', spot(place), [`has ${corners} corners, at most ${MAX_CORNERS} are taken`, `共有${corners}个角点，最多${MAX_CORNERS}个`])];
  }
  if (rings.length === 0) return [fault('tooFewCorners', { lng: 0, lat: 0 }, ['has no ring', '没有边界线'])];
  const unfit = rings.flatMap(({ corners }) => unfitRing(corners));
  if (unfit.length > 0) return unfit;
  const good = rings.map(({ corners, outer }) => ({ corners: closed(corners as Corner[]), outer }));
  const open = rings.flatMap(({ corners }) => notClosed(corners as Corner[]));
  const crossing = firstCrossing(good);
  if (crossing !== null) return [...open, crossing];
  const turned = good.flatMap(wrongWinding);
  return [...open, ...turned, ...(turned.length > 0 ? [] : lyingOver(shape, good))];
}

function fault(problem: GroundProblem, place: Spot, [reason, reasonZh]: [string, string]): ShapeFault {
  const at = placeWords(place);
  return { problem, place, reason: `${reason} at ${at}`, reasonZh: `${reasonZh}（位置${at}）` };
}

function spot([lng, lat]: Corner): Spot {
  return { lng, lat };
}

function inRange(position: readonly number[]): position is Corner {
  const [lng = NaN, lat = NaN] = position;
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}

function unfitRing(ring: readonly number[][]): ShapeFault[] {
  const place = ring.find(inRange) ?? ([0, 0] as Corner);
  const far = ring.findIndex((position) => !inRange(position));
  if (far >= 0) {
    const given = JSON.stringify(ring[far]);
    return [
      fault('outOfRange', spot(place), [
        `has a corner (number ${far + 1}: ${given}) that is no longitude and latitude`,
        `第${far + 1}个角点${given}不是有效的经纬度`,
      ]),
    ];
  }
  const corners = new Set(ring.map(String)).size;
  if (corners >= 3) return [];
  return [fault('tooFewCorners', spot(place), [`has a ring of ${corners} corners, at least 3 are needed`, `边界线只有${corners}个角点，至少需要3个`])];
}

function notClosed(ring: readonly Corner[]): ShapeFault[] {
  const [first, last] = [ring[0] as Corner, ring.at(-1) as Corner];
  if (String(first) === String(last)) return [];
  return [fault('notClosed', spot(last), ['has a ring that does not end where it began', '边界线首尾不相接'])];
}

/** The ring as it was meant: closed, and no corner twice in a row. */
function closed(ring: readonly Corner[]): Corner[] {
  const [first] = ring as [Corner];
  return [...ring, first].filter((corner, at, all) => at === 0 || String(corner) !== String(all[at - 1]));
}

function wrongWinding({ corners, outer }: Ring): ShapeFault[] {
  if (turnOf(corners) > 0 === outer) return [];
  const middle = middleOf([pathsOf({ type: 'Polygon', coordinates: [corners] })]);
  return [
    fault('winding', middle, outer
      ? ['has an outer ring that runs clockwise', '外边界线应为逆时针方向']
      : ['has a hole whose ring runs counter-clockwise', '内边界线（洞）应为顺时针方向']),
  ];
}

/** Positive when a ring that does not cross itself runs counter-clockwise: exactly the turn at its lowest corner. */
function turnOf(corners: readonly Corner[]): number {
  const open = corners.slice(1);
  const lowest = open.reduce((best, [x, y], at) => {
    const [bestX, bestY] = open[best] as Corner;
    return y < bestY || (y === bestY && x < bestX) ? at : best;
  }, 0);
  const at = (nth: number): Corner => open[(nth + open.length) % open.length] as Corner;
  // Robust predicates count clockwise as positive.
  return -orient2d(...at(lowest - 1), ...at(lowest), ...at(lowest + 1));
}

function firstCrossing(rings: readonly Ring[]): ShapeFault | null {
  const segments = segmentsOf(rings.map(({ corners }) => corners));
  const boxes = new Flatbush(segments.length);
  for (const { from, to } of segments) {
    boxes.add(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]));
  }
  boxes.finish();
  for (const [at, segment] of segments.entries()) {
    const { from, to } = segment;
    const near = boxes.search(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]), (other) => other > at);
    for (const other of near) {
      const place = crossingOf(segment, segments[other] as Segment);
      if (place !== null) return fault('selfIntersection', spot(place), ['crosses or touches its own border', '边界线自相交']);
    }
  }
  return null;
}

/** Rings that do not cross must add up: a hole outside its polygon, or one part over another, does not. */
function lyingOver(shape: GroundShape, rings: readonly Ring[]): ShapeFault[] {
  const area = (corners: Corner[]): number => squareUnits([pathsOf({ type: 'Polygon', coordinates: [corners] })]);
  const sum = rings.reduce((total, { corners, outer }) => total + (outer ? 1 : -1) * area(corners), 0);
  const covered = together(pathsOf(shape));
  if (covered.length === 0) return [fault('tooFewCorners', spot((rings[0] as Ring).corners[0] as Corner), ['is a line without area', '面积为零'])];
  if (Math.abs(squareUnits(covered) - sum) <= DUST * Math.abs(sum)) return [];
  return [fault('selfIntersection', middleOf(covered), ['has parts over one another or a hole outside its border', '各部分重叠，或洞不在边界线之内'])];
}
