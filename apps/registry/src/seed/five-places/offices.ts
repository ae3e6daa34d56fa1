import type { Role } from '@shaodao/domain/register/role';
import { districtDepartments } from '../department-staff.js';
import type { DistrictPlaces } from '../places.js';
import { ownersOf } from '../routing-data.js';
import type { Census, Where } from './census.js';
import { disturb, rosterInShifts, type Crew } from './duty.js';

/** What a place's offices are known by afterwards. */
export interface Offices {
  /** Codes of departments, in order. */
  departments: string[];
  /** Secretary and officers of each governed community. */
  secretary: Map<string, string>;
  officers: Map<string, string[]>;
  /** Who leads on duty in each subdistrict. */
  leaders: Map<string, string[]>;
}

/** The areas as they are, communities that are not governed too. `onePerGrid`: of which roles each grid has exactly one. */
export function sayAreas(census: Census, { name, subdistricts, places }: DistrictPlaces, onePerGrid: Role[] = []): void {
  census.say('areas', { code: census.code, name, kind: 'district', onePerGrid });
  for (const { code, name: own } of subdistricts) census.say('areas', { code, name: own, kind: 'subdistrict', parent: census.code });
  for (const { code, name: own, kind, subdistrictCode, governed } of places) census.say('areas', { code, name: own, kind, parent: subdistrictCode, governed });
}

/**
 * The centre, every subdistrict and governed community, and the first so many departments, each with its people, seats and
 * rosters. `word` is what the departments call their district by: 区 or 县.
 */
export function staffOffices(census: Census, places: DistrictPlaces, { departments, word }: { departments: number; word: string }): Offices {
  const rosters: { key: string; crew: Crew }[] = [];
  const roster = (role: Role, where: Where & { crew: Crew }): void => {
    rosters.push({ key: rosterInShifts(census, role, where), crew: where.crew });
  };
  const district = { areaCode: census.code };
  for (const role of ['districtLeader', 'operations', 'shiftLeader', 'centreLeader'] as const) {
    const people = census.staff(role, 4, district);
    roster(role, { ...district, crew: { people: people.slice(0, 3), fallback: people.slice(3) } });
  }
  const leaders = new Map<string, string[]>();
  for (const { code: areaCode } of places.subdistricts) {
    const heads = [...census.staff('subdistrictSecretary', 1, { areaCode }), ...census.staff('subdistrictDirector', 1, { areaCode })];
    const duty = census.staff('subdistrictDuty', 4, { areaCode });
    const officers = census.staff('subdistrictOfficer', 4, { areaCode });
    roster('subdistrictSecretary', { areaCode, crew: { people: heads, fallback: [] } });
    roster('subdistrictDuty', { areaCode, crew: { people: duty, fallback: officers } });
    leaders.set(areaCode, [...officers, ...duty]);
  }
  const secretary = new Map<string, string>();
  const officersOf = new Map<string, string[]>();
  for (const { code: areaCode } of places.places.filter((place) => place.governed)) {
    const heads = [...census.staff('communitySecretary', 1, { areaCode }), ...census.staff('communityDeputySecretary', 1, { areaCode })];
    const officers = census.staff('communityOfficer', 3, { areaCode });
    roster('communitySecretary', { areaCode, crew: { people: heads, fallback: officers } });
    roster('communityOfficer', { areaCode, crew: { people: officers, fallback: heads.slice(1) } });
    secretary.set(areaCode, heads[0] ?? '');
    officersOf.set(areaCode, officers);
  }
  const codes = foundDepartments(census, departments, word);
  for (const department of codes) {
    const place = { areaCode: census.code, department };
    const heads = [...census.staff('departmentHead', 1, place), ...census.staff('departmentDeputyHead', 1, place)];
    const duty = census.staff('departmentDuty', 3, place);
    roster('departmentHead', { ...place, crew: { people: heads, fallback: [] } });
    roster('departmentDuty', { ...place, crew: { people: duty, fallback: heads.slice(1) } });
  }
  disturb(census, rosters);
  return { departments: codes, secretary, officers: officersOf, leaders };
}

/** The first are those that own categories, the others from all lines; each has a window, and each owner a rule that sends to it. */
function foundDepartments(census: Census, count: number, word: string): string[] {
  const all = districtDepartments(census.code);
  const owners = ownersOf(all);
  const owning = all.filter(({ code }) => owners[code] !== undefined);
  const others = all.filter(({ code }) => owners[code] === undefined);
  const chosen = [...spread(owning, Math.min(count, owning.length)), ...spread(others, Math.max(0, count - owning.length))];
  for (const [nth, { code, name: asDistrict, line }] of chosen.entries()) {
    const name = asDistrict.replaceAll('区', word);
    const owns = owners[code] ?? [];
    census.say('departments', { code, name, kind: 'department', line, areaCode: census.code, owns, serves: [census.code] });
    census.say('windows', { code: `${code}-W1`, department: code, name: `${name}受理窗口`, phone: census.phone(), hours: '工作日 8:30–18:00' });
    if (owns.length === 0) continue;
    census.say('routes', { code: `${census.code}-R${nth + 1}`, name: `${name}主管类别`, basis: 'owner', order: (nth + 1) * 10, categories: owns, areas: [census.code], lead: [code] });
  }
  return chosen.map(({ code }) => code);
}

/** So many of a list, evenly over all of it. */
function spread<T>(list: readonly T[], count: number): T[] {
  const upTo = (nth: number): number => Math.floor((nth * count) / list.length);
  return list.filter((_, nth) => upTo(nth + 1) > upTo(nth));
}

/** 三方联动: a property firm and an owners' committee of each community. */
export function sayPropertyFirms(census: Census, communities: readonly { code: string; name: string }[]): void {
  for (const [nth, { code: areaCode, name }] of communities.entries()) {
    const own = { areaCode, serves: [areaCode], line: '三方联动' };
    census.say('departments', { code: `${census.code}-Y${nth + 1}`, name: `${name}业主委员会`, kind: 'ownersCommittee', ...own });
    census.say('departments', { code: `${census.code}-F${nth + 1}`, name: `${name}物业服务有限公司`, kind: 'propertyFirm', ...own });
  }
}
