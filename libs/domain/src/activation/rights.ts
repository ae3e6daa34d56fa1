import { tierOfSeat, type Actor, type Seat } from '../case/actor.js';
import { areaCodeAt, compareTiers } from '../tier.js';
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

/** Seats that may command, those of the district first. */
export const COMMAND_SEATS = Object.keys(HIGHEST) as Seat[];

/** Posts that command an activation over these areas: the district's, and those of the subdistrict where all of it lies in one. */
export function commandPosts(districtCode: string, areas: readonly string[]): { seat: Seat; areaCode: string }[] {
  const [first = districtCode] = areas;
  const own = areaCodeAt(first, 'subdistrict');
  const lone = first.length >= 9 && areas.every((area) => area.startsWith(own)) ? own : null;
  return COMMAND_SEATS.flatMap((seat) => {
    if (tierOfSeat(seat) === 'district') return [{ seat, areaCode: districtCode }];
    return lone === null ? [] : [{ seat, areaCode: lone }];
  });
}

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

/** Who shows the code its members report in with: the leader of the team, and a seat that commands the team's ground. `actor` null: without a session. */
export function mayShowTeamCode({ personId, actor }: { personId: string; actor: Actor | null }, { areaCode, leaderId }: { areaCode: string; leaderId: string | null }): boolean {
  return personId === leaderId || (actor !== null && commandFault(actor, [areaCode], 'IV') === null);
}

/** Whoever works in one of its areas, or in an area that holds one, sees an activation; departments work in their district. */
export function maySeeActivation({ areaCode }: Pick<Actor, 'areaCode'>, areas: readonly string[]): boolean {
  return areas.some((area) => area.startsWith(areaCode) || areaCode.startsWith(area));
}

/** The one unit whose people somebody sees; null: of whichever. */
export function unitOf({ departmentId }: Pick<Actor, 'departmentId'>): string | null {
  return departmentId ?? null;
}

/** Whose people somebody sees, in lists and in sums. */
export type Sight = { departmentId: string } | { areaCode: string };

/** A department's seat sees its own unit's people, wherever they were called, and nobody else's; other seats those of their area. */
export function sightOf({ departmentId, areaCode }: Pick<Actor, 'departmentId' | 'areaCode'>): Sight {
  return departmentId === undefined ? { areaCode } : { departmentId };
}
