import type { Actor, Seat } from '../case/actor.js';
import { RULE_SEATS } from '../rule-version.js';

/** Who keeps the register, and what of it; everything besides is kept by the centre alone (D). */
const KEEPERS: Partial<Record<Seat, readonly string[]>> = {
  shiftLeader: ['rosters', 'shifts', 'overrides', 'leave', 'swaps'],
  subdistrictSecretary: ['people', 'posts', 'units', 'partyUnits', 'rosters', 'shifts', 'overrides', 'leave', 'teams', 'dutyTasks', 'residents', 'oldGrids'],
  subdistrictDuty: ['rosters', 'shifts', 'overrides', 'leave'],
  communitySecretary: ['people', 'posts', 'units', 'partyUnits', 'rosters', 'shifts', 'overrides', 'leave', 'residents'],
  departmentHead: ['windows', 'posts', 'rosters', 'shifts', 'overrides', 'leave'],
};

/** Does this seat keep any list at all? Then it may send in files; of what they say, only what is its own is taken. */
export function keepsSomething(actor: Actor): boolean {
  return RULE_SEATS.includes(actor.seat) || KEEPERS[actor.seat] !== undefined;
}

/** Does this seat keep entries of this list, if only those of its own ground or department? */
export function keepsOf(actor: Actor, list: string): boolean {
  return RULE_SEATS.includes(actor.seat) || KEEPERS[actor.seat]?.includes(list) === true;
}

/** Lists in which an entry of a department is kept by its head and the centre alone. */
const DEPARTMENTS_OWN = ['rosters', 'shifts', 'overrides', 'windows'];

/** Where an entry belongs: the area code it lies in (null: everywhere) and the department it is of. */
export interface EntryPlace {
  list: string;
  areaCode: string | null;
  departmentId: string | null;
}

/**
 * May this seat change such an entry? The leaders of the centre and of the district keep all lists; a subdistrict and a
 * community what lies in them; the head of a department what is its own.
 */
export function mayKeep(actor: Actor, { list, areaCode, departmentId }: EntryPlace): boolean {
  if (RULE_SEATS.includes(actor.seat)) return true;
  if (!keepsOf(actor, list)) return false;
  if (actor.departmentId !== undefined) return departmentId === actor.departmentId;
  // What is a department's own is not the ground's it stands on; a cadre's post in a grid is the grid's too.
  if (departmentId !== null && DEPARTMENTS_OWN.includes(list)) return false;
  return areaCode !== null && areaCode.startsWith(actor.areaCode);
}
