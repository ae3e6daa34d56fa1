import type { Entry } from '@shaodao/contracts/register/lists';
import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';
import { SEATS, type Seat } from '@shaodao/domain/case/actor';
import type { Role } from '@shaodao/domain/register/role';
import { pairs } from '@shaodao/domain/duty/roster';
import type { Census, Where } from './census.js';

/** Who is on duty at a place, in turn, and who is asked when nobody is. */
export interface Crew {
  people: string[];
  fallback: string[];
}

/** Monday: turns of whole weeks begin there. */
const ANCHOR = '2026-01-05';
/** Days and nights of working days, whole days of weekends and holidays, each with turns of its own. */
const SHIFTS: Pick<Entry<'shifts'>, 'code' | 'name' | 'days' | 'from' | 'until' | 'every'>[] = [
  { code: 'day', name: '白班', days: ['workDay'], from: '08:30', until: '18:00', every: 'week' },
  { code: 'night', name: '夜班', days: ['workDay'], from: '18:00', until: '08:30', every: 'occurrence' },
  { code: 'weekend', name: '周末班', days: ['weekend'], from: '08:30', until: '08:30', every: 'occurrence' },
  { code: 'holiday', name: '节假日班', days: ['holiday'], from: '08:30', until: '08:30', every: 'occurrence' },
];

/** An office: day and night on working days, whole days of weekends and holidays. Everybody gets the seat where the role is one. */
export function rosterInShifts(census: Census, role: Role, { crew, ...where }: Where & { crew: Crew }): string {
  const roster = sayRoster(census, role, { ...where, crew });
  for (const [at, shift] of SHIFTS.entries()) {
    // Another one begins each shift's turns, so that nights and holidays are not one person's.
    const turns = crew.people.map((_, nth) => [crew.people[(nth + at) % crew.people.length] ?? '']);
    census.say('shifts', { roster, ...shift, anchor: ANCHOR, turns });
  }
  return roster;
}

/** A grid: its people two by two, a week each, around the clock. */
export function rosterByWeeks(census: Census, role: Role, { crew, ...where }: Where & { crew: Crew }): string {
  const roster = sayRoster(census, role, { ...where, crew });
  census.say('shifts', { roster, code: 'turn', name: '轮值', days: [], from: '00:00', until: '24:00', anchor: ANCHOR, every: '7d', turns: pairs(crew.people) });
  return roster;
}

function sayRoster(census: Census, role: Role, { crew, areaCode, department }: Where & { crew: Crew }): string {
  if ((SEATS as readonly string[]).includes(role)) {
    for (const person of crew.people) census.account(person, role as Seat, { areaCode, ...(department === undefined ? {} : { department }) });
  }
  return census.say('rosters', { role, areaCode, department: department ?? null, fallback: crew.fallback });
}

/** 国庆节 2026, in China. */
const NATIONAL_DAY = Date.UTC(2026, 9, 1) - 8 * HOUR_MS;
const MORNING_MS = 8.5 * HOUR_MS;

/** What becomes of rosters over a year, here for every tenth: an order for National Day, a leave with its deputy, a swap. */
export function disturb(census: Census, rosters: readonly { key: string; crew: Crew }[]): void {
  const away = new Set<string>();
  for (const [nth, { key, crew }] of rosters.filter((_, at) => at % 10 === 0).entries()) {
    const [first, second] = crew.people;
    const [standby] = crew.fallback;
    const dayMs = NATIONAL_DAY + (nth % 7) * DAY_MS;
    if (standby !== undefined) {
      census.say('overrides', { code: `${census.code}-T${nth + 1}`, roster: key, fromAt: dayMs + MORNING_MS, untilAt: dayMs + DAY_MS + MORNING_MS, people: [standby] });
    }
    if (first === undefined || second === undefined || first === second) continue;
    if (!away.has(first)) census.say('leave', { person: first, fromAt: dayMs + 30 * DAY_MS, untilAt: dayMs + 33 * DAY_MS, deputy: second });
    away.add(first);
    census.say('swaps', {
      code: `${census.code}-H${nth + 1}`,
      roster: key,
      asker: first,
      fromAt: dayMs + 50 * DAY_MS + MORNING_MS,
      untilAt: dayMs + 51 * DAY_MS + MORNING_MS,
      with: second,
      backFromAt: dayMs + 57 * DAY_MS + MORNING_MS,
      backUntilAt: dayMs + 58 * DAY_MS + MORNING_MS,
      status: nth % 3 === 0 ? 'asked' : 'accepted',
    });
  }
}
