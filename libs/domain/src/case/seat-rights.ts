import { WHISTLE_KINDS, type CasePolicy, type CaseRules, type WhistleKind } from '../policy.js';
import { compareTiers } from '../tier.js';
import { coversGround, tierOfSeat, type Actor, type Seat } from './actor.js';
import type { CaseState, CaseTask } from './state.js';

/** The owner of the case's level for this ground, or somebody above who acts in his place. */
export function ownsOrAbove(state: CaseState, actor: Actor): boolean {
  const tier = tierOfSeat(actor.seat);
  return tier !== null && coversGround(actor, state.place.gridCode) && compareTiers(tier, state.level) >= 0;
}

/** The task of the actor's department, whatever became of it; a seat of a department acts for no other. */
export function ownTask(state: CaseState, actor: Actor): CaseTask | undefined {
  return state.tasks.find((task) => task.departmentId === actor.departmentId);
}

/** A seat the district names for something, on its own ground. */
export function sitsIn(seats: readonly Seat[], actor: Actor, state: CaseState): boolean {
  return seats.includes(actor.seat) && coversGround(actor, state.place.gridCode);
}

/** Who decides the next 延期 of a task: the first by one seat, a further one by another; beyond the last it is the last again. */
export function extensionSeats({ authority }: CasePolicy, { extensions }: Pick<CaseTask, 'extensions'>): readonly Seat[] {
  const { extension } = authority;
  return extension[Math.min(extensions, extension.length - 1)] ?? [];
}

/** May this seat blow a whistle of the kind for this ground and level? */
export function mayBlow(state: CaseState, rules: CaseRules, actor: Actor, kind: WhistleKind): boolean {
  return (
    rules.policy.enabledKinds.includes(kind) &&
    rules.policy.whistles[kind].blowers.includes(actor.seat) &&
    coversGround(actor, state.place.gridCode) &&
    (kind !== 'grid' || (state.level === 'grid' && state.place.attachedDepartmentIds.length > 0))
  );
}

/** A whistle waits for an approval that other rules ask for no longer: the level that has the case has the word. */
export function isLeftToLevel(state: CaseState, policy: CasePolicy, actor: Actor): boolean {
  const asked = state.whistleAsked;
  return asked !== null && policy.whistles[asked.kind].approval === null && ownsOrAbove(state, actor);
}

/** The kinds this person may blow here, once nothing else stands in the way. */
export function kindsToBlow(state: CaseState, rules: CaseRules, actor: Actor): WhistleKind[] {
  return WHISTLE_KINDS.filter((kind) => mayBlow(state, rules, actor, kind));
}
