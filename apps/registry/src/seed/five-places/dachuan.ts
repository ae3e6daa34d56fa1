import type { Entry } from '@shaodao/contracts/register/lists';
import { growDistrict } from '../district.js';
import { entriesOf } from '../entries.js';
import type { SeedEntry } from '../seed-entry.js';
import { DISTRICT_CODE } from '../places.js';
import { numberBelow, pickOne, randomFrom } from '../random.js';
import { fakePhone, inventName } from '../names.js';
import { apportion, Census } from './census.js';
import { disturb } from './duty.js';
import { sayChains, sayOldGrids, sayTasks, sayTeams } from './plans.js';

/** Published: 达川区's urban part, beside what the demonstration has: its party organisations on grids, shared spaces, residents. */
export const DACHUAN = { partyUnits: 208, sharedSpaces: 56, residents: 75_000, tasks: { peace: 63, emergency: 39 }, keyTasks: 10 };
/** Two teams of 26 hold the 52 or 53 cadres of a grid. */
const TEAMS_PER_GRID = 2;

/** The demonstration district as it is, to the last key, and what a whole district says beyond it. */
export function growDachuan(): SeedEntry[] {
  const demo = entriesOf(growDistrict());
  const census = new Census(DISTRICT_CODE, randomFrom(5_117_031), 10_000_001);
  const of = <N extends 'areas' | 'grids' | 'posts' | 'rosters' | 'shifts' | 'teams' | 'commandChains'>(list: N): Entry<N>[] => demo.filter((one) => one.list === list).map(({ entry }) => entry as Entry<N>);
  const communities = of('areas').filter(({ kind, governed }) => governed && (kind === 'community' || kind === 'village'));
  const grids = of('grids');
  const posts = of('posts');
  const holders = (role: string): Entry<'posts'>[] => posts.filter((post) => post.role === role);
  const cadres = holders('attachedCadre');
  for (const { person, department } of cadres) census.account(person, 'departmentDuty', { areaCode: DISTRICT_CODE, department: department ?? '' });
  const [flood = '', relief = ''] = demo.filter(({ list }) => list === 'plans').map(({ key }) => key);
  const teamed = new Set(of('teams').map(({ areaCode }) => areaCode));
  for (const [nth, { code, name }] of grids.entries()) {
    if (teamed.has(code)) continue;
    const own = cadres.filter((post) => post.areaCode === code).map(({ person }) => person);
    sayTeams(census, { prefix: `B${nth + 1}-`, count: TEAMS_PER_GRID, people: own, areaOf: () => ({ code, name }), plans: [flood, relief] });
  }
  sayTasks(census, { peace: DACHUAN.tasks.peace + DACHUAN.keyTasks, emergency: DACHUAN.tasks.emergency, plan: flood });
  const chief = new Map(holders('gridChief').map((post) => [post.areaCode, post.person]));
  const units = sayParty(census, grids, chief);
  const secretary = new Map(holders('communitySecretary').map((post) => [post.areaCode, post.person]));
  const chained = new Set(of('commandChains').map(({ areaCode }) => areaCode));
  sayChains(census, communities.filter(({ code }) => !chained.has(code)).map(({ code }) => ({ code, secretary: secretary.get(code) ?? '', partyUnit: units.get(code) ?? '' })));
  sayOldGrids(census, grids, { lines: [{ line: '综治', count: 208 }, { line: '城管', count: 64 }, { line: '消防', count: 97 }], workers: [...chief.values()] });
  for (let nth = 0; nth < DACHUAN.sharedSpaces; nth++) {
    const { code: areaCode } = grids[(nth * 5) % grids.length] ?? { code: '' };
    census.appoint(census.hire({ residenceGrid: areaCode }), 'pointLead', { areaCode, spot: `共享空间${nth + 1}` });
  }
  const shifts = new Map(of('shifts').map((shift) => [shift.roster, shift.turns.map(([lead = '']) => lead)]));
  disturb(census, of('rosters').filter(({ role }) => role !== 'gridWorker').map(({ role, areaCode, department, fallback }) => {
    const key = [role, areaCode ?? '', department ?? ''].join('~');
    return { key, crew: { people: shifts.get(key) ?? [], fallback } };
  }));
  return [...demo, ...census.entries];
}

/** 网格功能型党组织, led by the chiefs of their grids (一肩挑). Gives one of each community. */
function sayParty(census: Census, grids: readonly Entry<'grids'>[], chief: ReadonlyMap<string | null, string>): Map<string, string> {
  const first = new Map<string, string>();
  const byCommunity = [...Map.groupBy(grids, (grid) => grid.areaCode)];
  const shares = apportion(byCommunity.map(([, own]) => own.length), DACHUAN.partyUnits);
  let sequence = 0;
  for (const [nth, [areaCode, own]] of byCommunity.entries()) {
    const count = shares[nth] ?? 1;
    for (let at = 0; at < count; at++) {
      const on = own.filter((_, which) => Math.floor((which * count) / own.length) === at).map(({ code }) => code);
      const unit = census.say('partyUnits', { code: `${DISTRICT_CODE}-Z${++sequence}`, name: `${own[0]?.name.replace(/第.*$/, '') ?? ''}第${at + 1}网格功能型党支部`, kind: 'branch', areaCode, grids: on, secretary: chief.get(on[0] ?? '') ?? null });
      if (!first.has(areaCode)) first.set(areaCode, unit);
    }
  }
  return first;
}

/** No province begins with 99: these are nobody's identity numbers. */
const NOBODYS = '999999';

/** 75,000 residents in households of one to five, in order of number, so that a head stands before the others. */
export function growResidents(): SeedEntry[] {
  const random = randomFrom(75_000);
  const codes = entriesOf(growDistrict()).filter(({ list }) => list === 'grids').map(({ key }) => key);
  const census = new Census(DISTRICT_CODE, random, 60_000_001);
  for (let said = 0, household = 0; said < DACHUAN.residents; household++) {
    const grid = codes[household % codes.length] ?? '';
    const size = Math.min(1 + numberBelow(random, 5), DACHUAN.residents - said);
    const address = `${1 + numberBelow(random, 12)}栋${1 + numberBelow(random, 4)}单元${1 + numberBelow(random, 18)}0${1 + numberBelow(random, 4)}`;
    const head = residentNumber(said);
    for (let member = 0; member < size; member++, said++) {
      const born = `${1936 + numberBelow(random, 85)}${pickOne(random, MONTHS)}${String(1 + numberBelow(random, 28)).padStart(2, '0')}`;
      census.say('residents', {
        number: residentNumber(said),
        name: inventName(random),
        grid,
        address,
        phone: member === 0 ? fakePhone(60_000_001 + said) : null,
        idNumber: `${NOBODYS}${born}${String(numberBelow(random, 1_000)).padStart(3, '0')}0`,
        keyPerson: numberBelow(random, 100) === 0,
        householdHead: member === 0 ? null : head,
      });
    }
  }
  return census.entries;
}

const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));

function residentNumber(nth: number): string {
  return `R${String(nth + 1).padStart(6, '0')}`;
}
