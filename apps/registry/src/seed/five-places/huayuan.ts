import type { SeedEntry } from '../seed-entry.js';
import { districtPlaces } from '../places.js';
import { randomFrom } from '../random.js';
import { Census } from './census.js';
import { rosterByWeeks } from './duty.js';
import { reportIn } from './members.js';
import { sayAreas, sayPropertyFirms, staffOffices } from './offices.js';
import { growMicroGrids } from './place-ground.js';
import { sayChains, sayOldGrids, sayPlans, sayTasks, sayTeams } from './plans.js';

const CODE = '150303';
const COMMUNITY = '150303001008';
/** Published: 华苑社区, its grids, branches, teams and members in service. */
export const HUAYUAN = { grids: 23, branches: 3, teams: 9, members: 142 };
/** D. */
const AREA_KM2 = 1.6;
/** Teams have twenty people at least: residents who volunteer fill them up. */
const VOLUNTEERS = HUAYUAN.teams * 22 - HUAYUAN.members;

/** 乌海市海南区华苑社区: 一格一长一警 in every grid, three branches, nine volunteer teams. */
export function growHuayuan(): SeedEntry[] {
  const census = new Census(CODE, randomFrom(150_303), 40_000_001);
  const places = districtPlaces(CODE, (code) => code === COMMUNITY);
  const communities = places.places.filter((place) => place.governed);
  sayAreas(census, places, ['gridChief', 'policeOfficer']);
  const offices = staffOffices(census, places, { departments: 16, word: '区' });
  const grids = growMicroGrids({ center: { lng: 106.89, lat: 39.44 }, areaKm2: AREA_KM2, turn: 0.4, random: census.random }, communities, HUAYUAN.grids);
  for (const [nth, grid] of grids.entries()) census.say('grids', { ...grid, departments: [offices.departments[nth % offices.departments.length] ?? ''] });
  sayPropertyFirms(census, communities);
  const chiefs = grids.map(({ code: areaCode }) => {
    const [chief = ''] = census.staff('gridChief', 1, { areaCode });
    census.staff('policeOfficer', 1, { areaCode });
    rosterByWeeks(census, 'gridWorker', { areaCode, crew: { people: [chief], fallback: offices.officers.get(COMMUNITY) ?? [] } });
    return chief;
  });
  const branches = Array.from({ length: HUAYUAN.branches }, (_, nth) => {
    const own = grids.filter((__, at) => Math.floor((at * HUAYUAN.branches) / grids.length) === nth);
    return census.say('partyUnits', { code: `${CODE}-Z${nth + 1}`, name: `华苑社区第${nth + 1}网格党支部`, kind: 'branch', areaCode: COMMUNITY, grids: own.map(({ code }) => code), secretary: chiefs[nth * 8] ?? null });
  });
  const members = Array.from({ length: HUAYUAN.members }, (_, nth) => reportIn(census, grids[nth % grids.length]?.code ?? '', offices.departments[nth % offices.departments.length] ?? ''));
  const volunteers = census.staff('volunteer', VOLUNTEERS, { areaCode: COMMUNITY });
  const { flood } = sayPlans(census, { areas: [COMMUNITY] });
  sayTeams(census, { prefix: 'B', count: HUAYUAN.teams, people: [...members, ...volunteers], areaOf: () => ({ code: COMMUNITY, name: '华苑社区' }), plans: [flood] });
  sayTasks(census, { peace: 24, emergency: 9, plan: flood });
  sayChains(census, [{ code: COMMUNITY, secretary: offices.secretary.get(COMMUNITY) ?? '', partyUnit: branches[0] ?? '' }]);
  sayOldGrids(census, grids, { lines: [{ line: '综治', count: 12 }], workers: chiefs });
  return census.entries;
}
