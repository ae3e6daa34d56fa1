import { tierOfSeat, type Actor, type Seat } from '../case/actor.js';
import { compareTiers } from '../tier.js';
import { moreSevere, type ResponseLevel } from './level.js';

/**
 * The most severe level each seat may command on its own ground (D): Ⅰ级 and Ⅱ级 are the district's leaders', a subdistrict
 * answers Ⅲ级 and Ⅳ级 by itself.
 */
const HIGHEST: Partial<Record<Seat, ResponseLevel>> = {
  districtLeader: 'I',
  centreLeader: 'I',
  shiftLeader: 'III',
  subdistrictSecretary: 'III',
  subdistrictDuty: 'IV',
};

/** Seats that are paged to confirm, those of the district first. */
export const COMMAND_SEATS = Object.keys(HIGHEST) as Seat[];

/** Why an actor may not command; null: they may. */
export type CommandFault = 'seat' | 'area' | 'level' | 'tier';

/** May this actor command these areas at this level? The first fault. */
export function commandFault(actor: Actor, areas: readonly string[], level: ResponseLevel): CommandFault | null {
  const highest = HIGHEST[actor.seat];
  if (highest === undefined) return 'seat';
  if (!areas.every((area) => area.startsWith(actor.areaCode))) return 'area';
  return moreSevere(level, highest) ? 'level' : null;
}

/** A lower tier never orders a higher one: what a district seat has ordered is changed and ended by district seats. */
export function standsBelow(actor: Actor, presser: Actor): boolean {
  const [own, theirs] = [tierOfSeat(actor.seat), tierOfSeat(presser.seat)];
  return own === null || (theirs !== null && compareTiers(own, theirs) < 0);
}

/** Who sees an activation with its people: command seats and duty of an area that holds or lies in one of its own. */
export function maySeeActivation(actor: Actor, areas: readonly string[]): boolean {
  const tier = tierOfSeat(actor.seat);
  if (tier === null) return actor.seat === 'operations';
  return areas.some((area) => area.startsWith(actor.areaCode) || actor.areaCode.startsWith(area));
}
