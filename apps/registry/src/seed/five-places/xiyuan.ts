import { DUTY_ROLES } from '@shaodao/domain/register/role';
import type { SeedEntry } from '../seed-entry.js';
import { districtPlaces, type DistrictPlaces } from '../places.js';
import { randomFrom } from '../random.js';
import { Census } from './census.js';
import { rosterByWeeks } from './duty.js';
import { reportIn } from './members.js';
import { sayAreas, sayPropertyFirms, staffOffices, type Offices } from './offices.js';
import { growNestedGrids, type PlaceGrid } from './place-ground.js';
import { sayChains, sayOldGrids, sayPlans, sayTasks, sayTeams } from './plans.js';

const CODE = '130105';
const SUBDISTRICT = '130105006';
/** Published: 西苑街道. Members by class: 直管、在职、离退休、流动. */
export const XIYUAN = {
  courtyards: 25,
  buildings: 68,
  functional: 4,
  publicUnits: 103,
  industry: 10,
  firms: 206,
  members: { direct: 1_158, inService: 4_451, retired: 658, mobile: 32 },
};
const AREA_KM2 = 2.51;
/** Hired for the ten duty roles of a courtyard, so that some hold several (交叉任职). */
const HOLDERS = 7;
/** In the organisations of firms one in this many is a social organisation (D). */
const SOCIAL_EVERY = 9;

/** 石家庄市新华区西苑街道: community ⊃ courtyard ⊃ building grids, functional and industry grids with their units. */
export function growXiyuan(): SeedEntry[] {
  const census = new Census(CODE, randomFrom(130_105), 30_000_001);
  const places = districtPlaces(CODE, () => true);
  const communities = places.places;
  sayAreas(census, places);
  const offices = staffOffices(census, places, { departments: 24, word: '区' });
  const grids = growNestedGrids({ center: { lng: 114.45, lat: 38.06 }, areaKm2: AREA_KM2, turn: 2.3, random: census.random }, communities, XIYUAN);
  for (const [nth, grid] of grids.entries()) census.say('grids', { ...grid, departments: [offices.departments[nth % offices.departments.length] ?? ''] });
  sayPropertyFirms(census, communities);
  const workers = staffGrids(census, grids, offices);
  sayUnits(census, places, offices);
  sayMembers(census, grids, offices.departments);
  const { flood } = sayPlans(census, { areas: [SUBDISTRICT] });
  sayTasks(census, { peace: 30, emergency: 12, plan: flood });
  const branches = communities.map(({ code: areaCode, name }, nth) => {
    const own = grids.filter((grid) => grid.areaCode === areaCode && grid.kind === 'courtyard');
    const branch = census.say('partyUnits', { code: `${CODE}-Z${nth + 1}`, name: `${name}网格党支部`, kind: 'branch', areaCode, grids: own.map(({ code }) => code), secretary: offices.secretary.get(areaCode) ?? null });
    return { code: areaCode, secretary: offices.secretary.get(areaCode) ?? '', partyUnit: branch };
  });
  sayChains(census, branches);
  const leaves = grids.filter((grid) => grid.kind === 'building');
  sayOldGrids(census, leaves, { lines: [{ line: '综治', count: 25 }, { line: '消防', count: 14 }], workers });
  return census.entries;
}

/** Secretaries lead community grids, chiefs of their own the courtyards and the buildings; a courtyard has its ten duty roles. */
function staffGrids(census: Census, grids: readonly PlaceGrid[], { secretary, officers }: Offices): string[] {
  const chiefs: string[] = [];
  for (const { code: areaCode, areaCode: community, kind } of grids) {
    const chief = kind === 'community' ? (secretary.get(community) ?? '') : census.hire({ employment: kind === 'courtyard' ? 'fullTime' : 'partTime' });
    census.appoint(chief, 'gridChief', { areaCode });
    rosterByWeeks(census, 'gridWorker', { areaCode, crew: { people: [chief], fallback: officers.get(community) ?? [] } });
    if (kind !== 'community') chiefs.push(chief);
    if (kind !== 'courtyard') continue;
    const holders = census.hireAll(HOLDERS, { residenceGrid: areaCode });
    for (const [nth, role] of DUTY_ROLES.entries()) census.appoint(holders[nth % HOLDERS] ?? '', role, { areaCode });
  }
  return chiefs;
}

const PUBLIC = ['小学', '中学', '幼儿园', '社区卫生服务站', '邮政所', '派出所', '银行网点', '文化站'];
const INDUSTRIES = ['餐饮', '商超', '物流', '建材', '汽修', '教育培训', '医药', '信息服务', '房产中介', '社会组织'];

/** 功能型网格 of public units and 行业网格 of firms and social organisations; all of them span the subdistrict's communities. */
function sayUnits(census: Census, { places }: DistrictPlaces, { leaders, departments }: Offices): void {
  const spans = places.map(({ code }) => code);
  const led = leaders.get(SUBDISTRICT) ?? [];
  const grid = (sequence: number, kind: 'functional' | 'industry', name: string): string => {
    const code = census.say('grids', { code: `${SUBDISTRICT}000${String(sequence).padStart(3, '0')}`, name, kind, areaCode: SUBDISTRICT, spans, departments: [departments[sequence] ?? ''] });
    census.appoint(led[sequence % led.length] ?? '', 'gridChief', { areaCode: code });
    return code;
  };
  const functional = Array.from({ length: XIYUAN.functional }, (_, nth) => grid(nth + 1, 'functional', `西苑街道第${nth + 1}功能型网格`));
  const industry = INDUSTRIES.map((name, nth) => grid(XIYUAN.functional + nth + 1, 'industry', `西苑街道${name}行业网格`));
  for (let nth = 0; nth < XIYUAN.publicUnits; nth++) {
    const name = `${places[nth % places.length]?.name ?? ''}${PUBLIC[nth % PUBLIC.length] ?? ''}（${nth + 1}）`;
    census.say('units', { code: `${CODE}-G${nth + 1}`, name, kind: 'publicUnit', grid: functional[nth % functional.length] ?? '', contact: census.hire() });
  }
  for (let nth = 0; nth < XIYUAN.firms; nth++) {
    const at = nth % INDUSTRIES.length;
    const social = nth % SOCIAL_EVERY === 0;
    census.say('units', { code: `${CODE}-H${nth + 1}`, name: `${INDUSTRIES[at] ?? ''}${social ? '协会' : '商行'}（${nth + 1}）`, kind: social ? 'socialOrganisation' : 'firm', grid: industry[at] ?? '', contact: census.hire() });
  }
}

/** Members by class live in the buildings; those in service report in there, a team to each courtyard. */
function sayMembers(census: Census, grids: readonly PlaceGrid[], departments: string[]): void {
  const buildings = grids.filter((grid) => grid.kind === 'building');
  const home = (nth: number): string => buildings[nth % buildings.length]?.code ?? '';
  for (const memberClass of ['direct', 'retired', 'mobile'] as const) {
    for (let nth = 0; nth < XIYUAN.members[memberClass]; nth++) census.hire({ memberClass, residenceGrid: home(nth) });
  }
  const serving = Array.from({ length: XIYUAN.members.inService }, (_, nth) => reportIn(census, home(nth), departments[nth % departments.length] ?? ''));
  // 65 to 66 live in each building: two teams.
  sayTeams(census, { prefix: 'B', count: 2 * buildings.length, people: serving, areaOf: (nth) => ({ code: home(nth), name: buildings[nth % buildings.length]?.name ?? '' }), plans: [`${CODE}-FX`] });
}
