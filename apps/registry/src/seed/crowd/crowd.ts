import { isCalledAtHome } from '../../plans/standing-people.js';
import type { Book } from '../../register/book.js';
import { Census } from '../five-places/census.js';
import { fakePhone, inventName } from '../names.js';
import { randomFrom } from '../random.js';
import type { SeedEntry } from '../seed-entry.js';

/** 达川: 15,000 cadres on 287 grids; a smaller crowd stands on proportionally fewer. */
const PEOPLE_A_GRID = 15_000 / 287;
const MOST_IN_TEAM = 50;
const FIRST_PHONE = 20_000_001;

export interface CrowdSize {
  plan: string;
  people: number;
  /** Codes of the grids it may stand on, in order. */
  grids: readonly string[];
  /** How long the key may be taken back; 0: not at all. */
  cancelSeconds: number;
  /** The code of one that gets the plan's first step. */
  department: string;
}

/** The grids a crowd stands on, spread evenly over the district. */
function gridsOfCrowd({ people, grids }: CrowdSize): string[] {
  const count = Math.min(grids.length, Math.max(1, Math.round(people / PEOPLE_A_GRID)));
  return Array.from({ length: count }, (_, nth) => grids[Math.floor((nth * grids.length) / count)] ?? '');
}

/** The grids of a district in whose communities nobody lives who would be called there beside the crowd. */
export function freeGrids(book: Book, district: string, at: number): string[] {
  const lived = new Set<string>();
  for (const { entry } of book.of('people').values()) {
    if (entry.residenceGrid !== null && isCalledAtHome(book, entry, at)) lived.add(communityOf(entry.residenceGrid));
  }
  return [...book.of('grids').keys()].filter((grid) => grid.startsWith(district) && !lived.has(communityOf(grid))).sort();
}

/** The communities a crowd stands in: activated in these, its plan calls it and nobody else. */
export function areasOfCrowd(entries: readonly SeedEntry[]): string[] {
  const grids = entries.flatMap(({ list, entry }) => (list === 'teams' && 'areaCode' in entry ? (entry.areaCode ?? '') : []));
  return [...new Set(grids.map(communityOf))].sort();
}

function communityOf(grid: string): string {
  return grid.slice(0, 12);
}

/**
 * A plan of one step and so many people in teams of 20 to 50 for it, without accounts, the same on every machine. One person
 * presses the key.
 */
export function growCrowd(size: CrowdSize): SeedEntry[] {
  const { plan, people, cancelSeconds, department } = size;
  const grids = gridsOfCrowd(size);
  const district = grids[0]?.slice(0, 6) ?? '';
  const random = randomFrom(people);
  const census = new Census(district, random, FIRST_PHONE);
  census.say('plans', { code: plan, name: `${people}人编队`, hazard: 'flood', areas: [district], twoPersons: false, cancelSeconds });
  census.say('planSteps', { plan, code: '1-1', wave: 1, kind: 'task', words: '开启排涝泵站', undo: '关闭排涝泵站', department, limitMinutes: 60 });
  const numbers = Array.from({ length: people }, (_, nth) =>
    census.say('people', { number: `${plan}-${String(nth + 1).padStart(5, '0')}`, name: inventName(random), phone: fakePhone(FIRST_PHONE + nth), status: 'present' }),
  );
  for (const [nth, areaCode] of grids.entries()) {
    for (const [part, [leader = '', ...members]] of teamsOf(partOf(numbers, nth, grids.length)).entries()) {
      census.say('teams', { code: teamCode(plan, `${nth + 1}-${part + 1}`), name: `${plan}第${nth + 1}网格第${part + 1}编队`, areaCode, plans: [plan], leader, members, meetingPoint: '社区广场' });
    }
  }
  return census.entries;
}

/** The team of a crowd by what comes after its plan; with nothing, what the codes of all of them begin with. */
export function teamCode(plan: string, rest = ''): string {
  return `${plan}-B${rest}`;
}

function teamsOf(people: readonly string[]): string[][] {
  const count = Math.ceil(people.length / MOST_IN_TEAM);
  return Array.from({ length: count }, (_, nth) => partOf(people, nth, count));
}

/** The nth of so many parts, as even as whole people allow. */
function partOf(all: readonly string[], nth: number, count: number): string[] {
  return all.slice(Math.floor((all.length * nth) / count), Math.floor((all.length * (nth + 1)) / count));
}
