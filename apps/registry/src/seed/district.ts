import { createHash } from 'node:crypto';
import type { Entry } from '@shaodao/contracts/register/lists';
import { besideDepartments, staffBeside, type SeedBody } from './beside-departments.js';
import { DEMO_DEPARTMENTS, DEMO_GRID, nameSeats, type NamedSeat } from './demo-seats.js';
import {
  attachDepartments,
  districtDepartments,
  placeCadres,
  staffDepartments,
  type Attachment,
  type SeedDepartment,
} from './department-staff.js';
import { staffGrids } from './grid-staff.js';
import { growGround, type GroundGrid, type GroundPolygon } from './ground.js';
import { staffCentre, staffCommunities, staffDistrict, staffSubdistricts } from './office-staff.js';
import { DISTRICT_CODE, districtPlaces } from './places.js';
import { staffPlans } from './plan-staff.js';
import { CENTER } from './plane.js';
import { randomFrom } from './random.js';
import { contactWindows, demoRoutes, ownersOf } from './routing-data.js';
import { Staff, type SeedPerson, type SeedPost, type SeedRoster } from './staff.js';

const SEED = 511_703;

/** Communities, villages and subdistricts in one table; `parentCode` is the next area up. */
export interface SeedArea {
  code: string;
  name: string;
  kind: 'subdistrict' | 'community' | 'village';
  parentCode: string;
  governed: boolean;
}

/** The whole demonstration district, the same on every machine. */
export interface DistrictData {
  code: string;
  name: string;
  center: { lng: number; lat: number };
  outline: GroundPolygon;
  areas: SeedArea[];
  grids: GroundGrid[];
  departments: SeedDepartment[];
  attachments: Attachment[];
  people: SeedPerson[];
  posts: SeedPost[];
  rosters: SeedRoster[];
  seats: NamedSeat[];
  routing: {
    /** Categories by code of the department that owns them. */
    owners: Record<string, string[]>;
    /** Stations, subsidiaries, firms and organisations, with their own duty. */
    beside: SeedBody[];
    rosters: SeedRoster[];
    windows: Entry<'windows'>[];
    routes: Entry<'routes'>[];
  };
}

/** Grows 达川区 to its published sizes out of communities.csv and departments.json. */
export function growDistrict(): DistrictData {
  const random = randomFrom(SEED);
  const places = districtPlaces();
  const { grids, outline } = growGround(places.places, random);
  const departments = districtDepartments();
  const demoDepartments = DEMO_DEPARTMENTS.flatMap((name) => departments.filter((one) => one.name === name)).map(
    (one) => one.id,
  );
  const fixed = new Map([[DEMO_GRID, demoDepartments]]);
  const attachments = attachDepartments(grids, departments, { random, fixed });
  const staff = new Staff(random);
  staffDistrict(staff);
  staffSubdistricts(staff, places);
  const officers = staffCommunities(staff, places);
  staffGrids(staff, grids, { random, officers, firstWorked: DEMO_GRID });
  staffDepartments(staff, departments, { random, pairOnly: demoDepartments });
  placeCadres(staff, grids, attachments);
  // Last: whoever is hired earlier would give all after them other names than they have in loaded districts.
  staffCentre(staff);
  const ownRosters = staff.rosters.length;
  const beside = besideDepartments(departments, places);
  staffBeside(staff, beside);
  staffPlans(staff, grids, { places, departments: departments.filter(({ id }) => demoDepartments.includes(id)) });
  const owners = ownersOf(departments);
  return {
    code: DISTRICT_CODE,
    name: places.name,
    center: CENTER,
    outline,
    areas: [
      ...places.subdistricts.map((one) => ({
        ...one,
        kind: 'subdistrict' as const,
        parentCode: DISTRICT_CODE,
        governed: true,
      })),
      ...places.places.map(({ subdistrictCode, ...place }) => ({ ...place, parentCode: subdistrictCode })),
    ],
    grids,
    departments,
    attachments,
    people: staff.people,
    posts: staff.posts,
    rosters: staff.rosters.slice(0, ownRosters),
    seats: nameSeats(staff.seats, demoDepartments),
    routing: {
      owners,
      beside,
      rosters: staff.rosters.slice(ownRosters),
      windows: contactWindows(departments, owners),
      routes: demoRoutes([...departments, ...beside]),
    },
  };
}

/** SHA-256 over everything: another digest means another district. */
export function digestOf(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
