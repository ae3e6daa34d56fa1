import type { Entry } from '@shaodao/contracts/register/lists';
import type { CALLED_VIA } from '@shaodao/contracts/plans';
import type { Role } from '@shaodao/domain/register/role';
import type { Book } from '../register/book.js';
import { postsByGround } from '../register/rules/ground-rules.js';
import { inForce } from '../register/term.js';
import { insideOf, upwards } from './ground.js';
import { isCalledAtHome, unitOf } from './standing-people.js';

/** What is asked: `skills` null: everybody but volunteer teams. */
export interface RosterQuestion {
  plan: string;
  areas: readonly string[];
  at: number;
  skills: readonly string[] | null;
}

type Team = Pick<Entry<'teams'>, 'code' | 'name' | 'areaCode' | 'meetingPoint'>;

/** Where one person is called. `kept`: by the own unit, in a shift. */
export interface Place {
  team: Team;
  leader: boolean;
  via: (typeof CALLED_VIA)[number];
  kept: boolean;
}

/** Of those asked about, who is in a shift. */
type OnShift = (numbers: readonly string[]) => ReadonlySet<string>;

/** The one place of each person who is called, by number; see `rosterOf` for the rule. */
export function placesOf(book: Book, question: RosterQuestion, onShift: OnShift): ReadonlyMap<string, Place> {
  const teams = teamsOf(book, question);
  const isPresent = (number: string): boolean => book.get('people', number)?.entry.status === 'present';
  const via = question.skills === null ? 'team' : 'volunteer';
  const places = new Map<string, Place>();
  for (const team of teams) {
    if (isPresent(team.leader) && !places.has(team.leader)) places.set(team.leader, { team, leader: true, via, kept: false });
  }
  const listed = listedIn(teams);
  const homes = question.skills === null ? homesOf(book, teams, question) : new Map<string, Team>();
  const numbers = [...new Set([...listed.keys(), ...homes.keys()])].filter((number) => isPresent(number) && !places.has(number));
  const shift = onShift(numbers.filter((number) => homes.has(number)));
  for (const number of numbers) {
    places.set(number, placeOf(book, { number, at: question.at, listed: listed.get(number) ?? [], home: homes.get(number), isOnShift: shift.has(number), via }));
  }
  for (const [number, place] of chiefs(book, places, question.at)) places.set(number, place);
  return places;
}

/** Response teams of the plan, or volunteer teams with a skill, that stand in the areas; in order of area and code. */
function teamsOf(book: Book, { plan, areas, skills }: RosterQuestion): Entry<'teams'>[] {
  const inside = insideOf(book, areas);
  const all = [...book.of('teams').values()].map(({ entry }) => entry).filter(({ areaCode }) => inside(areaCode));
  const asked = all.filter((team) => (skills === null ? team.kind === 'response' && team.plans.includes(plan) : isOfSkill(team, plan, skills)));
  return asked.sort((a, b) => (a.areaCode === b.areaCode ? (a.code < b.code ? -1 : 1) : a.areaCode < b.areaCode ? -1 : 1));
}

/** Volunteers who name no plan come to every one. */
function isOfSkill({ kind, plans, skills }: Entry<'teams'>, plan: string, wanted: readonly string[]): boolean {
  return kind === 'volunteer' && (plans.length === 0 || plans.includes(plan)) && skills.some((skill) => wanted.includes(skill));
}

function listedIn(teams: readonly Entry<'teams'>[]): Map<string, Entry<'teams'>[]> {
  const found = new Map<string, Entry<'teams'>[]>();
  for (const team of teams) {
    for (const number of new Set([team.leader, ...team.members])) {
      const own = found.get(number);
      if (own === undefined) found.set(number, [team]);
      else own.push(team);
    }
  }
  return found;
}

/** The team of the grid where each of those lives who is called there: a registered one of that grid or around it, else the grid's own. */
function homesOf(book: Book, teams: readonly Entry<'teams'>[], { areas, at }: RosterQuestion): Map<string, Team> {
  const inside = insideOf(book, areas);
  const registered = new Map(teams.toReversed().map((team) => [team.areaCode, team]));
  const ofGrid = new Map<string, Team>();
  const homes = new Map<string, Team>();
  for (const { entry: person } of book.of('people').values()) {
    const grid = person.residenceGrid;
    if (grid === null || !inside(grid) || !isCalledAtHome(book, person, at)) continue;
    const team = ofGrid.get(grid) ?? upwards(book, grid).flatMap((code) => registered.get(code) ?? [])[0] ?? gridTeam(book, grid);
    ofGrid.set(grid, team);
    homes.set(person.number, team);
  }
  return homes;
}

const GRID_TEAM = 'grid:';

function gridTeam(book: Book, grid: string): Team {
  return { code: `${GRID_TEAM}${grid}`, name: `${book.get('grids', grid)?.entry.name ?? grid}居住地编队`, areaCode: grid, meetingPoint: null };
}

interface Choice {
  number: string;
  at: number;
  listed: readonly Entry<'teams'>[];
  home: Team | undefined;
  isOnShift: boolean;
  via: 'team' | 'volunteer';
}

function placeOf(book: Book, { number, at, listed, home, isOnShift, via }: Choice): Place {
  const [first] = listed;
  if (first !== undefined && home === undefined && listed.length === 1) return { team: first, leader: false, via, kept: false };
  const own = listed.find((team) => isOwnUnit(book, { number, leader: team.leader, at }));
  const stays = own ?? (isOnShift ? first : undefined);
  if (stays !== undefined) return { team: stays, leader: false, via, kept: false };
  if (home !== undefined) {
    const isListed = listed.some(({ code }) => code === home.code);
    return { team: home, leader: false, via: isListed ? via : 'residence', kept: isOnShift };
  }
  return { team: first as Team, leader: false, via, kept: false };
}

function isOwnUnit(book: Book, { number, leader, at }: { number: string; leader: string; at: number }): boolean {
  const [one, other] = [number, leader].map((who) => book.get('people', who)?.entry);
  const unit = one === undefined ? null : unitOf(book, one, at);
  return unit !== null && other !== undefined && unit === unitOf(book, other, at);
}

const LED_BY: readonly Role[] = ['gridChief', 'gridWorker'];

/** Who leads the teams of grids without a registered one: the grid's chief, else its worker, who is not called elsewhere. */
function chiefs(book: Book, places: ReadonlyMap<string, Place>, at: number): Map<string, Place> {
  const teams = new Map<string, Team>();
  for (const { team } of places.values()) if (team.code.startsWith(GRID_TEAM)) teams.set(team.code, team);
  const found = new Map<string, Place>();
  for (const team of [...teams.values()].sort((a, b) => (a.areaCode < b.areaCode ? -1 : 1))) {
    const posts = (postsByGround(book).get(team.areaCode) ?? []).map(({ entry }) => entry).filter((post) => inForce(post, at));
    const candidates = LED_BY.flatMap((role) => posts.filter((post) => post.role === role).map(({ person }) => person).sort());
    const leader = candidates.find((number) => {
      const place = found.get(number) ?? places.get(number);
      return book.get('people', number)?.entry.status === 'present' && (place === undefined || place.team.code === team.code);
    });
    if (leader !== undefined) found.set(leader, { team, leader: true, via: places.get(leader)?.via ?? 'team', kept: false });
  }
  return found;
}
