import { districtPlaces } from '../places.js';
import { randomFrom } from '../random.js';
import type { SeedEntry } from '../seed-entry.js';
import { apportion, Census } from './census.js';
import { rosterByWeeks } from './duty.js';
import { reportIn } from './members.js';
import { sayAreas, sayPropertyFirms, staffOffices, type Offices } from './offices.js';
import { growMicroGrids, type PlaceGrid } from './place-ground.js';
import { sayChains, sayOldGrids, sayPlans, sayTasks, sayTeams } from './plans.js';

const CODE = '520402';
/** Published, but the members reporting in (3,000+) and the listed tasks (200+). */
export const XIXIU = { grids: 397, workers: 453, fullTime: 246, groups: 279, members: 1_099, reportingIn: 3_024, tasks: 206 };
/** The town's own ground (D): 103 communities; its 252 villages have no grids. */
const AREA_KM2 = 62;

/** 安顺市西秀区: micro-grids in every community, grid workers, party groups on grids, members who report in where they live. */
export function growXixiu(): SeedEntry[] {
  const census = new Census(CODE, randomFrom(520_402), 20_000_001);
  const places = districtPlaces(CODE, () => true);
  const communities = places.places.filter((place) => place.governed);
  sayAreas(census, places);
  const offices = staffOffices(census, places, { departments: 97, word: '区' });
  const grids = growMicroGrids({ center: { lng: 105.93, lat: 26.25 }, areaKm2: AREA_KM2, turn: 1.1, random: census.random }, communities, XIXIU.grids);
  for (const [nth, grid] of grids.entries()) {
    census.say('grids', { ...grid, departments: [0, 1].map((more) => offices.departments[(nth + more * 41) % offices.departments.length] ?? '') });
  }
  sayPropertyFirms(census, communities);
  const workers = staffGrids(census, grids, offices);
  const branches = sayParty(census, grids, communities);
  sayMembers(census, grids, { communities, departments: offices.departments });
  const { flood } = sayPlans(census);
  sayTasks(census, { peace: XIXIU.tasks, emergency: 0, plan: flood });
  sayChains(census, communities.map(({ code }) => ({ code, secretary: offices.secretary.get(code) ?? '', partyUnit: branches.get(code) ?? '' })));
  sayOldGrids(census, grids, { lines: [{ line: '综治', count: 310 }, { line: '城管', count: 96 }, { line: '消防', count: 120 }], workers });
  return census.entries;
}

/** Each grid a worker, some a second; community officers lead grids, one police officer covers a community. */
function staffGrids(census: Census, grids: readonly PlaceGrid[], offices: Offices): string[] {
  const workers: string[] = [];
  const officer = new Map<string, string>();
  for (const [nth, { code: areaCode, areaCode: community }] of grids.entries()) {
    const count = nth < XIXIU.workers - grids.length ? 2 : 1;
    const own = Array.from({ length: count }, () => census.hire({ employment: workers.length < XIXIU.fullTime ? 'fullTime' : 'partTime', residenceGrid: areaCode }));
    for (const person of own) census.appoint(person, 'gridWorker', { areaCode });
    workers.push(...own);
    const chiefs = offices.officers.get(community) ?? [];
    census.appoint(chiefs[nth % chiefs.length] ?? '', 'gridChief', { areaCode });
    const police = officer.get(community) ?? census.hire();
    officer.set(community, police);
    census.appoint(police, 'policeOfficer', { areaCode });
    rosterByWeeks(census, 'gridWorker', { areaCode, crew: { people: own, fallback: chiefs } });
  }
  return workers;
}

/** A branch to each community, its groups on its grids, each with members of its own. Gives the branches. */
function sayParty(census: Census, grids: readonly PlaceGrid[], communities: readonly { code: string; name: string }[]): Map<string, string> {
  const byCommunity = Map.groupBy(grids, (grid) => grid.areaCode);
  const own = communities.map(({ code }) => byCommunity.get(code) ?? []);
  const groups = apportion(own.map((all) => all.length), XIXIU.groups);
  const branches = new Map<string, string>();
  let group = 0;
  for (const [nth, { code: areaCode, name }] of communities.entries()) {
    const parent = census.say('partyUnits', { code: `${CODE}-Z${nth + 1}`, name: `${name}党支部`, kind: 'branch', areaCode, grids: [] });
    branches.set(areaCode, parent);
    for (let at = 0; at < (groups[nth] ?? 0); at++) {
      const on = (own[nth] ?? []).filter((_, which) => Math.floor((which * (groups[nth] ?? 0)) / (own[nth]?.length ?? 1)) === at).map((grid) => grid.code);
      const members = census.hireAll(Math.floor(((group + 1) * XIXIU.members) / XIXIU.groups) - Math.floor((group * XIXIU.members) / XIXIU.groups), {
        memberClass: 'direct',
        residenceGrid: on[0] ?? null,
      });
      group++;
      census.say('partyUnits', { code: `${CODE}-X${group}`, name: `${name}第${at + 1}党小组`, kind: 'group', parent, areaCode, grids: on, secretary: members[0] ?? null });
    }
  }
  return branches;
}

/** 双报到: members in service report in where they live, and are one team in each community. */
function sayMembers(census: Census, grids: readonly PlaceGrid[], given: { communities: readonly { code: string; name: string }[]; departments: string[] }): void {
  const { communities, departments } = given;
  const byCommunity = Map.groupBy(grids, (grid) => grid.areaCode);
  const members = Array.from({ length: XIXIU.reportingIn }, (_, nth) => {
    const own = byCommunity.get(communities[nth % communities.length]?.code ?? '') ?? [];
    const residence = own[Math.floor(nth / communities.length) % own.length]?.code ?? '';
    return reportIn(census, residence, departments[nth % departments.length] ?? '');
  });
  sayTeams(census, { prefix: 'B', count: communities.length, people: members, areaOf: (nth) => communities[nth] ?? { code: CODE, name: '' }, plans: [`${CODE}-FX`] });
}
