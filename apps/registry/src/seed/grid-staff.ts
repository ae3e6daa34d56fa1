import type { GroundGrid } from './ground.js';
import { shuffled, type Random } from './random.js';
import type { Staff } from './staff.js';

/** Published: full-time chiefs, one of whom may lead several grids, and further grid workers. */
const CHIEFS = 208;
const WORKERS = 95;
const POLICE_PER_COMMUNITY = 2;

/**
 * Chiefs, workers and police of the grids; `firstWorked` surely gets a worker beside its chief.
 * A community's liaison officers stand in where a grid's own people are missing.
 */
export function staffGrids(
  staff: Staff,
  grids: readonly GroundGrid[],
  given: { random: Random; officers: ReadonlyMap<string, string[]>; firstWorked: string },
): void {
  const chiefs = hireChiefs(staff, grids);
  const worked = workedGrids(grids, given);
  const police = hirePolice(staff, grids);
  for (const grid of grids) {
    const place = { areaCode: grid.code, departmentId: null };
    const chief = chiefs.get(grid.code) ?? '';
    staff.appoint(chief, 'gridChief', place);
    const workers = worked.has(grid.code) ? staff.hireAll('gridWorker', 1, place) : [];
    staff.appoint(police.get(grid.code) ?? '', 'policeOfficer', place);
    staff.roster('gridWorker', place, {
      people: [chief, ...workers],
      fallback: given.officers.get(grid.communityCode) ?? [],
    });
  }
}

/** Neighbours in sequence share a chief: community by community, as evenly as whole people allow. */
function hireChiefs(staff: Staff, grids: readonly GroundGrid[]): Map<string, string> {
  const chiefs = new Map<string, string>();
  const byCommunity = Map.groupBy(grids, (grid) => grid.communityCode);
  let gridsSoFar = 0;
  let hired = 0;
  for (const [communityCode, own] of byCommunity) {
    gridsSoFar += own.length;
    const count = Math.round((gridsSoFar * CHIEFS) / grids.length) - hired;
    hired += count;
    const people = Array.from({ length: count }, (_, nth) => staff.hire(`gridChief:${communityCode}:${nth + 1}`));
    own.forEach((grid, at) => chiefs.set(grid.code, people[Math.floor((at * count) / own.length)] ?? ''));
  }
  return chiefs;
}

function workedGrids(
  grids: readonly GroundGrid[],
  { random, firstWorked }: { random: Random; firstWorked: string },
): Set<string> {
  const codes = shuffled(
    random,
    grids.map((grid) => grid.code).filter((code) => code !== firstWorked),
  );
  return new Set([firstWorked, ...codes.slice(0, WORKERS - 1)]);
}

function hirePolice(staff: Staff, grids: readonly GroundGrid[]): Map<string, string> {
  const police = new Map<string, string>();
  for (const [communityCode, own] of Map.groupBy(grids, (grid) => grid.communityCode)) {
    const officers = Array.from({ length: POLICE_PER_COMMUNITY }, (_, nth) =>
      staff.hire(`policeOfficer:${communityCode}:${nth + 1}`),
    );
    own.forEach((grid, at) => police.set(grid.code, officers[at % officers.length] ?? ''));
  }
  return police;
}
