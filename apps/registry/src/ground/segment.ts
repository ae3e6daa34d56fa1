import { orient2d } from 'robust-predicates';

/** Longitude and latitude. */
export type Corner = [number, number];

/** One side of a ring: which ring, which side of how many, and from where to where. */
export interface Segment {
  ring: number;
  nth: number;
  sides: number;
  from: Corner;
  to: Corner;
}

/** The sides of closed rings without repeated corners. */
export function segmentsOf(rings: readonly (readonly Corner[])[]): Segment[] {
  return rings.flatMap((corners, ring) =>
    corners.slice(1).map((to, nth) => ({ ring, nth, sides: corners.length - 1, from: corners[nth] as Corner, to })),
  );
}

/**
 * Where two sides meet in a way that no valid shape allows, null otherwise. Sides of one ring may only meet at the corner they
 * share; those of two rings may touch in a point. Decided exactly; only the point of a crossing is rounded.
 */
export function crossingOf(a: Segment, b: Segment): Corner | null {
  const sameRing = a.ring === b.ring;
  const turns = [turn(a, b.from), turn(a, b.to), turn(b, a.from), turn(b, a.to)] as const;
  if (turns[0] * turns[1] < 0 && turns[2] * turns[3] < 0) return crossing(a, b);
  const touched = [
    ...[b.from, b.to].filter((corner, at) => turns[at] === 0 && isBeside(a, corner)),
    ...[a.from, a.to].filter((corner, at) => turns[at + 2] === 0 && isBeside(b, corner)),
  ];
  const points = new Map(touched.map((corner) => [String(corner), corner]));
  const allowed = !sameRing || follow(a, b) || follow(b, a) ? 1 : 0;
  return points.size > allowed ? ([...points.values()][0] as Corner) : null;
}

function turn({ from, to }: Segment, corner: Corner): number {
  return Math.sign(orient2d(...from, ...to, ...corner));
}

/** For a corner on the line of a side: whether it is on the side itself. */
function isBeside({ from, to }: Segment, [x, y]: Corner): boolean {
  return (
    Math.min(from[0], to[0]) <= x && x <= Math.max(from[0], to[0]) && Math.min(from[1], to[1]) <= y && y <= Math.max(from[1], to[1])
  );
}

function follow(a: Segment, b: Segment): boolean {
  return (a.nth + 1) % a.sides === b.nth;
}

function crossing(a: Segment, b: Segment): Corner {
  const [fromTurn, toTurn] = [orient2d(...b.from, ...b.to, ...a.from), orient2d(...b.from, ...b.to, ...a.to)];
  const share = fromTurn / (fromTurn - toTurn);
  return [a.from[0] + share * (a.to[0] - a.from[0]), a.from[1] + share * (a.to[1] - a.from[1])];
}
