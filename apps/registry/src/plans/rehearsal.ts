import type { ActivationPlan, GAP_KINDS, RosterPerson, rehearsal } from '@shaodao/contracts/plans';
import type { Entry } from '@shaodao/contracts/register/lists';
import { FLASH_LADDER, ROOT_RUNG, type CallChannel, type RungTarget } from '@shaodao/domain/activation/call-channel';
import { TEAM_MOST } from '@shaodao/domain/activation/formation';
import type { z } from 'zod';
import { derived, type Book, type Standing } from '../register/book.js';
import { leaves } from '../register/rules/ground-rules.js';
import { insideOf } from './ground.js';
import { awayAt } from './standing-people.js';

type Rehearsal = z.output<typeof rehearsal>;
type Gap = Rehearsal['gaps'][number];

/** Teams of at least this many (D: 20 to 50). */
const TEAM_LEAST = 20;
/** People shown of a gap. */
const SHOWN = 20;

/** Who is on duty for a seat then. */
export interface DutyThen {
  personIds: string[];
  via: 'roster' | 'fallback' | 'levelAbove' | 'nobody';
}

/** What a rehearsal is made of: who would be called, and who is on duty then. */
export interface Rehearsed {
  book: Book;
  plan: ActivationPlan;
  areas: readonly string[];
  at: number;
  roster: readonly RosterPerson[];
  /** The duty of each subdistrict with people in it, by its code, and of the district's shift leader. */
  coordinators: ReadonlyMap<string, DutyThen>;
  root: DutyThen;
  /** Everybody on duty then who may command these areas. */
  leaders: readonly string[];
  /** The duty of each step, by its code. */
  owners: ReadonlyMap<string, DutyThen>;
}

export const personById = derived(['people'], (book): ReadonlyMap<string, Standing<'people'>> => new Map([...book.of('people').values()].map((person) => [person.id ?? '', person])));
const signsIn = derived(['accounts'], (book) => new Set([...book.of('accounts').values()].map(({ entry }) => entry.person)));

/** The subdistricts of a roster, or the district for those who stand for all of it; in order. */
export function subdistrictsOf(roster: readonly Pick<RosterPerson, 'areaCode'>[]): string[] {
  return [...new Set(roster.map(({ areaCode }) => areaCode.slice(0, 9)))].sort();
}

/** 推演: who would be called when, and what is missing. Nothing is sent, nothing is kept. */
export function rehearse(given: Rehearsed): Rehearsal {
  const { book, plan, at, roster } = given;
  const teams = Map.groupBy(roster, ({ teamCode }) => teamCode);
  const bySubdistrict = subdistrictsOf(roster).map((areaCode) => {
    const own = roster.filter((person) => person.areaCode.slice(0, 9) === areaCode);
    return { areaCode, name: book.get('areas', areaCode)?.entry.name ?? '', people: own.length, teams: new Set(own.map(({ teamCode }) => teamCode)).size };
  });
  return { planId: plan.code, at, people: roster.length, teams: teams.size, bySubdistrict, rungs: rungsOf(given), steps: stepsOf(given), gaps: [...dutyGaps(given), ...teamGaps(given, teams), ...peopleGaps(given)] };
}

/** How many each rung of the ladder reaches if nobody answers before: of the people, their leaders, those on duty above them. */
function rungsOf({ book, roster, coordinators, leaders }: Rehearsed): Rehearsal['rungs'] {
  const called = roster.filter(({ excused }) => !excused);
  const targets: Record<RungTarget, string[]> = {
    person: called.map(({ personId }) => personId),
    leader: called.filter(({ leader }) => leader).map(({ personId }) => personId),
    coordinator: [...new Set([...coordinators.values()].flatMap(({ personIds }) => personIds))],
    root: [...leaders],
  };
  return [...FLASH_LADDER, ROOT_RUNG].flatMap(({ afterMs, target, channels }) =>
    channels.map((channel) => ({ afterMs, channel, reachable: targets[target].filter((id) => isReached(book, id, channel)).length })),
  );
}

/** Our own pages reach whoever signs in to them; messages and calls whoever has a telephone. */
function isReached(book: Book, id: string, channel: CallChannel): boolean {
  const person = personById(book).get(id)?.entry;
  if (person === undefined) return false;
  if (channel === 'inApp') return signsIn(book).has(person.number);
  return channel === 'workApp' || person.phone !== null;
}

/** Due as if every step took all of its time: it begins after those it needs and those of earlier waves. */
function stepsOf({ plan, at, owners }: Rehearsed): Rehearsal['steps'] {
  const due = new Map<string, number>();
  const left = [...plan.steps];
  while (left.length > 0) {
    const next = left.findIndex(({ needs }) => needs.every((code) => due.has(code)));
    // The register lets no circle in; one that is there all the same is begun where it is met.
    const [step] = left.splice(Math.max(0, next), 1);
    if (step === undefined) break;
    const before = plan.steps.filter(({ code, wave }) => wave < step.wave || step.needs.includes(code));
    due.set(step.code, Math.max(at, ...before.map(({ code }) => due.get(code) ?? at)) + step.limitMs);
  }
  return plan.steps.map(({ code, wave, words }) => ({ code, wave, words, ownerIds: owners.get(code)?.personIds ?? [], dueAt: due.get(code) ?? at }));
}

function gap(kind: (typeof GAP_KINDS)[number], areaCode: string | null, subject: string, rest: Partial<Pick<Gap, 'count' | 'personIds'>> = {}): Gap {
  return { kind, areaCode, subject, count: 1, personIds: [], ...rest };
}

/** An answer of the level above is a gap too: that seat has nobody. */
function dutyGaps({ areas, coordinators, root, plan, owners }: Rehearsed): Gap[] {
  const missing = ({ via }: DutyThen): boolean => via === 'nobody' || via === 'levelAbove';
  return [
    ...[...coordinators].filter(([, duty]) => missing(duty)).map(([areaCode]) => gap('nobodyOnDuty', areaCode, 'subdistrictDuty')),
    ...(missing(root) ? [gap('nobodyOnDuty', (areas[0] ?? '').slice(0, 6), 'shiftLeader')] : []),
    ...plan.steps.filter(({ code }) => (owners.get(code)?.personIds.length ?? 0) === 0).map(({ code }) => gap('stepWithoutOwner', null, code)),
  ];
}

function teamGaps({ book, areas, roster }: Rehearsed, teams: ReadonlyMap<string, RosterPerson[]>): Gap[] {
  const ofTeams = [...teams].flatMap(([code, people]) => {
    const areaCode = people[0]?.areaCode ?? null;
    const count = people.length;
    return [
      ...(people.some(({ leader, excused }) => leader && !excused) ? [] : [gap('noLeader', areaCode, code)]),
      ...(count < TEAM_LEAST ? [gap('teamTooSmall', areaCode, code, { count })] : []),
      ...(count > TEAM_MOST ? [gap('teamTooLarge', areaCode, code, { count })] : []),
    ];
  });
  const inside = insideOf(book, areas);
  const manned = new Set(roster.map(({ areaCode }) => areaCode));
  const grids = leaves(book).map(({ entry }): Entry<'grids'> => entry).filter(({ code, parent }) => inside(code) && !manned.has(code) && (parent === null || !manned.has(parent)));
  return [...ofTeams, ...grids.sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ code, name }) => gap('noTeam', code, name))];
}

/** Per subdistrict: who has no telephone, and who is on leave. */
function peopleGaps({ book, at, roster }: Rehearsed): Gap[] {
  const away = awayAt(book, at);
  const entryOf = (id: string): Entry<'people'> | undefined => personById(book).get(id)?.entry;
  const bySubdistrict = Map.groupBy(roster, ({ areaCode }) => areaCode.slice(0, 9));
  return [...bySubdistrict].flatMap(([areaCode, people]) => {
    const name = book.get('areas', areaCode)?.entry.name ?? '';
    const ids = people.map(({ personId }) => personId);
    const onLeave = ids.filter((id) => away.has(entryOf(id)?.number ?? ''));
    const noPhone = ids.filter((id) => entryOf(id)?.phone === null);
    return ([['noPhone', noPhone], ['onLeave', onLeave]] as const)
      .filter(([, own]) => own.length > 0)
      .map(([kind, own]) => gap(kind, areaCode, name, { count: own.length, personIds: own.slice(0, SHOWN) }));
  });
}
