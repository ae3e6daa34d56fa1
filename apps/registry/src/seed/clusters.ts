import { distance, type Point } from './plane.js';

/**
 * Groups points by nearness into `count` groups (k-means, first centres as far apart as can be).
 * Gives each point's group; no group is empty.
 */
export function clusters(points: readonly Point[], count: number): number[] {
  let centers = farApart(points, count);
  let groups: number[] = [];
  for (;;) {
    const next = points.map((point) => nearest(centers, point));
    if (next.every((group, index) => group === groups[index])) return groups;
    groups = next;
    centers = centers.map((center, group) => middle(points.filter((_, index) => groups[index] === group)) ?? center);
  }
}

function farApart(points: readonly Point[], count: number): Point[] {
  const centers: Point[] = points.slice(0, 1);
  while (centers.length < count) {
    let best: Point | undefined;
    let farthest = -1;
    for (const point of points) {
      const near = Math.min(...centers.map((center) => distance(center, point)));
      if (near > farthest) [best, farthest] = [point, near];
    }
    if (best === undefined) throw new RangeError('fewer points than groups');
    centers.push(best);
  }
  return centers;
}

function nearest(centers: readonly Point[], point: Point): number {
  let best = 0;
  centers.forEach((center, index) => {
    if (distance(center, point) < distance(centers[best] as Point, point)) best = index;
  });
  return best;
}

export function middle(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const sum = points.reduce<[number, number]>(([x, y], [east, north]) => [x + east, y + north], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

/**
 * Reading order of a map, W→E and N→S: rows of about equal count from the north, each read from the west.
 * Gives indexes into `points`.
 */
export function readingOrder(points: readonly Point[]): number[] {
  const rows = Math.max(1, Math.round(Math.sqrt(points.length)));
  const perRow = Math.ceil(points.length / rows);
  const fromNorth = points.map((_, index) => index).sort((a, b) => north(points, b) - north(points, a));
  const order: number[] = [];
  for (let start = 0; start < fromNorth.length; start += perRow) {
    const row = fromNorth.slice(start, start + perRow);
    order.push(...row.sort((a, b) => east(points, a) - east(points, b)));
  }
  return order;
}

function north(points: readonly Point[], index: number): number {
  return points[index]?.[1] ?? 0;
}

function east(points: readonly Point[], index: number): number {
  return points[index]?.[0] ?? 0;
}
