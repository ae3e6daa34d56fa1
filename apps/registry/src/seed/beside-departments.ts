import type { Entry } from '@shaodao/contracts/register/lists';
import { z } from 'zod';
import { idOf } from '../register/id.js';
import { dataFile } from './data-file.js';
import type { SeedDepartment } from './department-staff.js';
import { DISTRICT_CODE, type DistrictPlaces } from './places.js';
import type { Staff } from './staff.js';

/** A department with everything the register says of it. */
export type SeedBody = Entry<'departments'> & { id: string };

const unit = { parent: z.string(), line: z.string(), owns: z.array(z.string()) };
const file = z.object({
  stations: z.array(z.object({ suffix: z.string(), ...unit })),
  subsidiaries: z.array(z.object({ name: z.string(), ...unit })),
  propertyFirms: z.array(z.string()),
  ownersCommittees: z.array(z.string()),
  socialOrganisations: z.array(z.string()),
});

/** Numbers of these bodies begin where no department's does. */
const FIRST_CODE = { station: 101, subsidiary: 201, propertyFirm: 301, ownersCommittee: 401, socialOrganisation: 501 } as const;
/** Each firm looks after two communities. */
const COMMUNITIES_A_FIRM = 2;
const DUTY = 2;

/**
 * What answers beside the 97 departments: a station of five of them in each subdistrict (派驻站所), subsidiaries, and property
 * firms, owners' committees and the 23 published social organisations.
 */
export function besideDepartments(departments: readonly SeedDepartment[], { subdistricts, places }: DistrictPlaces): SeedBody[] {
  const read = file.parse(JSON.parse(dataFile('beside-departments.json')));
  const codeOf = (name: string): string => departments.find((one) => one.name === name)?.code ?? name;
  const governed = places.filter((place) => place.governed).map(({ code }) => code);
  const communities = (nth: number, count: number): string[] =>
    Array.from({ length: count }, (_, each) => governed[(nth * count + each) % governed.length] ?? DISTRICT_CODE);
  const stations = subdistricts.flatMap((place) =>
    read.stations.map(({ suffix, parent, ...own }) => ({ ...own, name: `${place.name}${suffix}`, parent: codeOf(parent), areaCode: place.code, serves: [place.code] })),
  );
  const subsidiaries = read.subsidiaries.map(({ parent, ...own }) => ({ ...own, parent: codeOf(parent), areaCode: DISTRICT_CODE, serves: [] }));
  const beside = (line: string, names: readonly string[], served: (nth: number) => string[]) =>
    names.map((name, nth) => {
      const serves = served(nth);
      return { name, line, owns: [], parent: null, areaCode: serves[0] ?? DISTRICT_CODE, serves };
    });
  return [
    ...numbered('station', stations),
    ...numbered('subsidiary', subsidiaries),
    ...numbered('propertyFirm', beside('物业', read.propertyFirms, (nth) => communities(nth, COMMUNITIES_A_FIRM))),
    ...numbered('ownersCommittee', beside('物业', read.ownersCommittees, (nth) => communities(nth, 1))),
    ...numbered('socialOrganisation', beside('社会组织', read.socialOrganisations, () => [])),
  ];
}

function numbered(kind: keyof typeof FIRST_CODE, all: readonly Omit<SeedBody, 'id' | 'code' | 'kind'>[]): SeedBody[] {
  return all.map((own, nth) => {
    const code = `${DISTRICT_CODE}-${FIRST_CODE[kind] + nth}`;
    return { ...own, id: idOf(`department:${code}`), code, kind };
  });
}

/** A head and two on duty for each, so that whoever is called can sign. */
export function staffBeside(staff: Staff, bodies: readonly SeedBody[]): void {
  for (const { id } of bodies) {
    const place = { areaCode: DISTRICT_CODE, departmentId: id };
    const heads = staff.hireAll('departmentHead', 1, place);
    const duty = staff.hireAll('departmentDuty', DUTY, place);
    staff.roster('departmentHead', place, { people: heads, fallback: [] });
    staff.roster('departmentDuty', place, { people: duty, fallback: heads });
  }
}
