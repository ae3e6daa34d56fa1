import type { SeedEntry } from '../seed-entry.js';
import type { DistrictPlaces, Place } from '../places.js';
import { numberBelow, randomFrom } from '../random.js';
import { apportion, Census } from './census.js';
import { rosterByWeeks } from './duty.js';
import { reportIn } from './members.js';
import { sayAreas, sayPropertyFirms, staffOffices, type Offices } from './offices.js';
import { growMicroGrids, type PlaceGrid } from './place-ground.js';
import { sayChains, sayOldGrids, sayPlans, sayTasks, sayTeams } from './plans.js';

/** No such code is given out, and no county has this name. */
const CODE = '999001';
const NAME = '拂云县';
/**
 * Published of a county seat that is not named (某县), 五微五联: 204 grids of a line before. The riders are part-time grid
 * workers and counted among the 980+. Peace and emergency tasks: 赣县, 102 of which 39 for an emergency.
 */
export const COUNTY = {
  grids: 267,
  gridsBefore: 204,
  workers: 983,
  riders: 51,
  stewards: 1_764,
  reportingIn: 2_933,
  branches: 120,
  groups: 1_057,
  teams: 130,
  tasks: { peace: 63, emergency: 39 },
};
/** D. */
const AREA_KM2 = 28;
const SUBDISTRICTS = ['望岳街道', '临溪街道', '桐荫街道', '晴川街道'];
/** Six communities in each. */
const COMMUNITIES = Array.from('松竹梅兰菊荷枫杉槐柳榆桂棠茉蔷莲杏桃梨榕樟椿萱芷', (tree) => `${tree}园社区`);

/** A county seat with an invented name: stewards of buildings for a year each, branches and groups down to buildings, riders. */
export function growCounty(): SeedEntry[] {
  const census = new Census(CODE, randomFrom(999_001), 50_000_001);
  const places = invented();
  const communities = places.places;
  sayAreas(census, places);
  const offices = staffOffices(census, places, { departments: 97, word: '县' });
  const grids = growMicroGrids({ center: { lng: 88.5, lat: 40.5 }, areaKm2: AREA_KM2, turn: 3.2, random: census.random }, communities, COUNTY.grids);
  for (const [nth, grid] of grids.entries()) census.say('grids', { ...grid, departments: [offices.departments[nth % offices.departments.length] ?? ''] });
  sayPropertyFirms(census, communities);
  const workers = staffGrids(census, grids, offices);
  const stewards = appointStewards(census, grids);
  const branches = sayParty(census, grids, { communities, stewards });
  const members = Array.from({ length: COUNTY.reportingIn }, (_, nth) => reportIn(census, grids[nth % grids.length]?.code ?? '', offices.departments[nth % offices.departments.length] ?? ''));
  const { flood, relief } = sayPlans(census);
  sayTeams(census, { prefix: 'B', count: COUNTY.teams, people: members, areaOf: (nth) => grids[nth] ?? { code: CODE, name: NAME }, plans: [flood, relief] });
  sayTasks(census, { ...COUNTY.tasks, plan: flood });
  sayChains(census, communities.map(({ code }) => ({ code, secretary: offices.secretary.get(code) ?? '', partyUnit: branches.get(code) ?? '' })));
  sayOldGrids(census, grids, { lines: [{ line: '综治', count: COUNTY.gridsBefore }, { line: '城管', count: 60 }, { line: '消防', count: 88 }], workers });
  return census.entries;
}

function invented(): DistrictPlaces {
  const subdistricts = SUBDISTRICTS.map((name, nth) => ({ code: `${CODE}00${nth + 1}`, name }));
  const places = COMMUNITIES.map((name, nth): Place => {
    const subdistrictCode = subdistricts[Math.floor(nth / 6)]?.code ?? '';
    return { code: `${subdistrictCode}${String((nth % 6) + 1).padStart(3, '0')}`, name, kind: 'community', subdistrictCode, governed: true };
  });
  return { name: NAME, subdistricts, places };
}

/** Three or four workers to each grid, the first its chief; the riders come to the first grids. */
function staffGrids(census: Census, grids: readonly PlaceGrid[], { officers }: Offices): string[] {
  const shares = apportion(grids.map(() => 1), COUNTY.workers - COUNTY.riders);
  return grids.flatMap(({ code: areaCode, areaCode: community }, nth) => {
    const own = census.hireAll(shares[nth] ?? 0, { employment: 'fullTime', residenceGrid: areaCode });
    const riders = nth < COUNTY.riders ? [census.hire({ employment: 'partTime', residenceGrid: areaCode, skills: [nth % 3 === 0 ? '外卖' : '快递'] })] : [];
    for (const person of [...own, ...riders]) census.appoint(person, 'gridWorker', { areaCode });
    census.appoint(own[0] ?? '', 'gridChief', { areaCode });
    rosterByWeeks(census, 'gridWorker', { areaCode, crew: { people: own, fallback: officers.get(community) ?? [] } });
    for (const person of riders) census.account(person, 'gridWorker', { areaCode });
    return own;
  });
}

/** 一楼一长, 一年一聘: a steward to each building, by three routes, from some month of the year on. Gives them by grid. */
function appointStewards(census: Census, grids: readonly PlaceGrid[]): Map<string, string[]> {
  const shares = apportion(grids.map(() => 1), COUNTY.stewards);
  const routes = ['residents', 'self', 'organisation'] as const;
  return new Map(
    grids.map(({ code: areaCode }, nth) => {
      const own = Array.from({ length: shares[nth] ?? 0 }, (_, building) => {
        const route = routes[(nth + building) % routes.length] ?? 'self';
        const cast = 20 + numberBelow(census.random, 40);
        const votes = route === 'organisation' ? {} : { votesCast: cast, votesFor: Math.ceil(cast / 2) + numberBelow(census.random, Math.floor(cast / 2)) };
        const month = (nth + building) % 11;
        const steward = census.hire({ residenceGrid: areaCode });
        census.appoint(steward, 'buildingSteward', { areaCode, spot: `${building + 1}栋`, from: dayOf(2026, month), until: dayBefore(2027, month), route, ...votes });
        census.account(steward, 'gridWorker', { areaCode });
        return steward;
      });
      return [areaCode, own];
    }),
  );
}

function dayOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

function dayBefore(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** 党建共同体 → 党支部 → 楼栋党小组, led by stewards. Gives a branch of each community. */
function sayParty(census: Census, grids: readonly PlaceGrid[], { communities, stewards }: { communities: readonly Place[]; stewards: ReadonlyMap<string, string[]> }): Map<string, string> {
  const byCommunity = Map.groupBy(grids, (grid) => grid.areaCode);
  const sizes = communities.map(({ code }) => byCommunity.get(code)?.length ?? 0);
  const branchesOf = apportion(sizes, COUNTY.branches);
  const groups = apportion(grids.map(() => 1), COUNTY.groups);
  const first = new Map<string, string>();
  let branch = 0;
  let group = 0;
  for (const [nth, { code: areaCode, name }] of communities.entries()) {
    const alliance = census.say('partyUnits', { code: `${CODE}-L${nth + 1}`, name: `${name}党建共同体`, kind: 'alliance', areaCode, grids: [] });
    const own = byCommunity.get(areaCode) ?? [];
    const count = branchesOf[nth] ?? 1;
    for (let at = 0; at < count; at++) {
      const on = own.filter((_, which) => Math.floor((which * count) / own.length) === at).map((grid) => grid.code);
      const parent = census.say('partyUnits', { code: `${CODE}-Z${++branch}`, name: `${name}第${at + 1}网格党支部`, kind: 'branch', parent: alliance, areaCode, grids: on, secretary: stewards.get(on[0] ?? '')?.[0] ?? null });
      if (at === 0) first.set(areaCode, parent);
      for (const code of on) {
        for (let building = 0; building < (groups[grids.findIndex((grid) => grid.code === code)] ?? 0); building++) {
          census.say('partyUnits', { code: `${CODE}-X${++group}`, name: `${name}${building + 1}栋楼栋党小组`, kind: 'group', parent, areaCode, grids: [code], secretary: stewards.get(code)?.[building] ?? null });
        }
      }
    }
  }
  return first;
}
