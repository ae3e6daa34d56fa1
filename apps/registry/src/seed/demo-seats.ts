import type { SeedSeat } from './staff.js';

/** The grid whose people get the demo accounts; everybody above it up to the district is among them. */
export const DEMO_GRID = '511703001001001';
export const DEMO_COMMUNITY = DEMO_GRID.slice(0, 12);
/** A place the demo grid's people have no say in. */
const ELSEWHERE = '511703002001001';
/** Attached to the demo grid, in this rank. */
export const DEMO_DEPARTMENTS = ['区综合行政执法局', '区住房和城乡建设局'];

/** A seat with the name of its account, e.g. `gridworker1`. */
export interface NamedSeat extends SeedSeat {
  account: string;
  demo: boolean;
}

/**
 * Names the accounts seat by seat, the demo's first. Demo: everybody on the roster of the demo grid, of the areas
 * around it, of its two departments and of the district, and one grid worker, secretary and duty leader elsewhere.
 */
export function nameSeats(seats: readonly SeedSeat[], departmentIds: readonly string[]): NamedSeat[] {
  const here = seats.filter((seat) => isDemo(seat, departmentIds));
  const elsewhere = ['gridWorker', 'communitySecretary', 'subdistrictDuty'].flatMap((kind) =>
    seats.filter((seat) => seat.seat === kind && covers(seat, ELSEWHERE)).slice(0, 1),
  );
  const demo = new Set([...here, ...elsewhere]);
  const counts = new Map<string, number>();
  return [...demo, ...seats.filter((seat) => !demo.has(seat))].map((seat) => {
    const nth = (counts.get(seat.seat) ?? 0) + 1;
    counts.set(seat.seat, nth);
    return { ...seat, account: `${seat.seat.toLowerCase()}${nth}`, demo: demo.has(seat) };
  });
}

function isDemo(seat: SeedSeat, departmentIds: readonly string[]): boolean {
  return seat.departmentId === null ? covers(seat, DEMO_GRID) : departmentIds.includes(seat.departmentId);
}

function covers(seat: SeedSeat, gridCode: string): boolean {
  return seat.departmentId === null && gridCode.startsWith(seat.areaCode);
}
