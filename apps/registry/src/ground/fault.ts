import type { GroundShape, Spot } from '@shaodao/domain/ground-shape';

/** What can be wrong with ground. The first six concern one grid's shape alone, the others what lies around it. */
export type GroundProblem =
  | 'outOfRange'
  | 'tooFewCorners'
  | 'tooManyCorners'
  | 'notClosed'
  | 'selfIntersection'
  | 'winding'
  | 'overlap'
  | 'gap'
  | 'outsideParent';

/** A grid whose ground is judged. Kinds that are no ground may have no polygon. */
export interface GroundGrid {
  code: string;
  name: string;
  kind: string;
  /** The grid it lies in, or else its community; a code nobody else has counts as a community. */
  parentCode: string | null;
  polygon: GroundShape | null;
}

export interface GroundFault {
  /** The grid at fault; for a gap one beside it. */
  code: string;
  /** The other grid of an overlap or a gap, or the parent. */
  otherCode?: string;
  problem: GroundProblem;
  /** In the middle of the fault: of the overlap, the gap, the part outside; the corner or crossing of a broken ring. */
  place: Spot;
  squareMetres?: number;
  reason: string;
  reasonZh: string;
}

/** Seven digits are one centimetre: enough to find a place, short enough to read. */
export function placeWords({ lng, lat }: Spot): string {
  return `${Number(lng.toFixed(7))}, ${Number(lat.toFixed(7))}`;
}

export function areaWords(squareMetres: number): string {
  return squareMetres < 100 ? squareMetres.toFixed(1) : squareMetres.toFixed(0);
}
