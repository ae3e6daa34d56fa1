import { z } from 'zod';
import { dataFile } from './data-file.js';
import type { GroundGrid } from './ground.js';
import { idOf } from '../register/id.js';
import { DISTRICT_CODE } from './places.js';
import { numberBelow, pickOne, shuffled, type Random } from './random.js';
import type { Staff } from './staff.js';

/** Published: “15,000+” cadres placed in grids. */
const CADRES = 15_000;
const MOST_ATTACHED = 3;
const LEAST_DUTY = 2;
const MOST_DUTY = 4;

export interface SeedDepartment {
  id: string;
  code: string;
  name: string;
  line: string;
}

/** 包网部门 of one grid, in rank. */
export interface Attachment {
  gridId: string;
  departmentId: string;
  rank: number;
}

/** The 97 departments out of departments.json as a district has them, coded in its order. */
export function districtDepartments(districtCode = DISTRICT_CODE): SeedDepartment[] {
  const lines = z.record(z.string(), z.array(z.string())).parse(JSON.parse(dataFile('departments.json')));
  return Object.entries(lines)
    .flatMap(([line, names]) => names.map((name) => ({ line, name })))
    .map(({ line, name }, at) => {
      const code = `${districtCode}-${String(at + 1).padStart(3, '0')}`;
      return { id: idOf(`department:${code}`), code, name, line };
    });
}

/** One to three departments per grid, every department on some grid; `fixed` says a grid's own by its code. */
export function attachDepartments(
  grids: readonly GroundGrid[],
  departments: readonly SeedDepartment[],
  given: { random: Random; fixed: ReadonlyMap<string, string[]> },
): Attachment[] {
  const { random, fixed } = given;
  const order = shuffled(random, departments);
  return grids.flatMap((grid, at) => {
    const first = order[at % order.length] as SeedDepartment;
    const further = Array.from({ length: numberBelow(random, MOST_ATTACHED) }, () => pickOne(random, departments).id);
    const own = fixed.get(grid.code) ?? [...new Set([first.id, ...further])];
    return own.map((departmentId, nth) => ({ gridId: grid.id, departmentId, rank: nth + 1 }));
  });
}

/** Head, deputy and duty officers; `pairOnly` departments have exactly two on duty, so both always are. */
export function staffDepartments(
  staff: Staff,
  departments: readonly SeedDepartment[],
  given: { random: Random; pairOnly: readonly string[] },
): void {
  for (const { id } of departments) {
    const place = { areaCode: DISTRICT_CODE, departmentId: id };
    const more = numberBelow(given.random, MOST_DUTY - LEAST_DUTY + 1);
    const heads = [...staff.hireAll('departmentHead', 1, place), ...staff.hireAll('departmentDeputyHead', 1, place)];
    const duty = staff.hireAll('departmentDuty', given.pairOnly.includes(id) ? LEAST_DUTY : LEAST_DUTY + more, place);
    staff.roster('departmentHead', place, { people: heads, fallback: [] });
    staff.roster('departmentDuty', place, { people: duty, fallback: heads.slice(1) });
  }
}

/** 包网干部: the same number to every grid, within it turn by turn from its departments. */
export function placeCadres(staff: Staff, grids: readonly GroundGrid[], attachments: readonly Attachment[]): void {
  const attached = Map.groupBy(attachments, (attachment) => attachment.gridId);
  for (let nth = 0; nth < CADRES; nth++) {
    const grid = grids[nth % grids.length] as GroundGrid;
    const departments = attached.get(grid.id) ?? [];
    const from = departments[Math.floor(nth / grids.length) % departments.length];
    const personId = staff.hire(`attachedCadre:${nth + 1}`);
    staff.appoint(personId, 'attachedCadre', { areaCode: grid.code, departmentId: from?.departmentId ?? null });
  }
}
