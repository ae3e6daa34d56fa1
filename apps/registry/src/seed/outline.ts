import { doubleArea, type Point, type Ring } from './plane.js';

/** 达川区's urban part, published. */
export const AREA_KM2 = 43.77;

const CORNERS = 120;
/** Waves on a circle: how deep, how many, where they begin. Few and shallow, so that no cell is cut in two. */
const WAVES = [
  { depth: 0.2, count: 2, phase: 0.25 },
  { depth: 0.07, count: 3, phase: 1.9 },
  { depth: 0.03, count: 5, phase: 4.1 },
  { depth: 0.012, count: 11, phase: 2.3 },
];

/**
 * A plausible town outline of exactly so many square kilometres, {@link AREA_KM2} by default, counter-clockwise, in kilometres
 * around the centre. `turn`, in radians, makes other towns look other.
 */
export function townOutline(areaKm2 = AREA_KM2, turn = 0): Ring {
  const corners: Point[] = [];
  for (let corner = 0; corner < CORNERS; corner++) {
    const angle = (2 * Math.PI * corner) / CORNERS;
    const radius = WAVES.reduce((sum, { depth, count, phase }) => sum + depth * Math.cos(count * (angle + turn) + phase), 1);
    corners.push([radius * Math.cos(angle), radius * Math.sin(angle)]);
  }
  const unit: Ring = [...corners, corners[0] as Point];
  const scale = Math.sqrt((2 * areaKm2) / doubleArea(unit));
  return unit.map(([east, north]) => [east * scale, north * scale]);
}
