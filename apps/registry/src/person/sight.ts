import { tierOfSeat, type Actor } from '@shaodao/domain/case/actor';

/** A person by what they are and where. */
export interface PersonPosts {
  id: string;
  roles: { role: string; areaCode: string | null; departmentId: string | null }[];
}

/** Placed with a department and a grid at once: known to these two, not to the whole district. */
const CADRE = 'attachedCadre';

/**
 * Whom an official may look up: themselves, colleagues of the department, and whoever works in their area or
 * above it. Departments and operations meet every official of the district, cadres of others excepted.
 */
export function mayMeet(actor: Actor, person: PersonPosts): boolean {
  if (actor.personId === person.id || actor.seat === 'operations') return true;
  return person.roles.some(({ role, areaCode, departmentId }) => {
    if (departmentId !== null && departmentId === actor.departmentId) return true;
    if (areaCode === null) return false;
    if (tierOfSeat(actor.seat) === null) return role !== CADRE && areaCode.startsWith(actor.areaCode);
    return areaCode.startsWith(actor.areaCode) || actor.areaCode.startsWith(areaCode);
  });
}
