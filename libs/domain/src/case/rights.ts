import { WHISTLE_KINDS, type CaseRules, type WhistleKind } from '../policy.js';
import { coversGround, tierOfSeat, type Actor } from './actor.js';
import { hasChoice } from './choice.js';
import { isLeftToLevel, kindsToBlow, ownsOrAbove, ownTask, sitsIn } from './seat-rights.js';
import { CASE_COMMANDS, hears, type CaseCommandName } from './stage.js';
import { standsFor } from './standing.js';
import { isOver, type CaseState, type CaseTask } from './state.js';

/** Heard while a case is suspended: what ends it or takes it up again. */
const SUSPENDED_HEARS: readonly CaseCommandName[] = [
  'resume',
  'requestSuspension',
  'decideSuspension',
  'cancel',
  'merge',
  'linkChild',
  'attach',
];

/** Of a case put aside in an emergency no clock runs that they could stop or lengthen. */
const RESTING_HEARS_NOT: readonly CaseCommandName[] = ['requestSuspension', 'decideSuspension', 'requestExtension', 'decideExtension'];

/** May somebody in this seat and area ever give this command to this case, whatever its stage? */
export function seatMay(state: CaseState, { policy }: CaseRules, command: CaseCommandName, actor: Actor): boolean {
  const covers = coversGround(actor, state.place.gridCode);
  const isReporter = state.reporterId === actor.personId;
  switch (command) {
    case 'accept':
    case 'reject':
    case 'close':
    case 'merge':
    case 'linkChild':
    case 'reassign':
    case 'addDepartment':
    case 'releaseDepartment':
    case 'urge':
      return ownsOrAbove(state, actor);
    case 'cancel':
    case 'reopen':
      return isReporter || ownsOrAbove(state, actor);
    case 'escalate':
      return covers;
    case 'whistle':
      return covers && WHISTLE_KINDS.some((kind) => policy.whistles[kind].blowers.includes(actor.seat));
    case 'decideWhistle':
      return (
        (covers && WHISTLE_KINDS.some((kind) => policy.whistles[kind].approval?.seats.includes(actor.seat) ?? false)) ||
        isLeftToLevel(state, policy, actor)
      );
    case 'withdrawWhistle':
      return covers && tierOfSeat(actor.seat) !== 'grid';
    case 'sign':
    case 'contact':
    case 'reportIn':
    case 'completePhase':
    case 'handOver':
    case 'requestReturn':
    case 'requestExtension':
      return ownTask(state, actor) !== undefined;
    case 'finish':
    case 'requestSuspension':
      return ownTask(state, actor) !== undefined || ownsOrAbove(state, actor);
    case 'decideReturn':
      return sitsIn(policy.authority.returns, actor, state);
    case 'adjudicate':
      return sitsIn(policy.authority.adjudication, actor, state);
    case 'decideExtension':
      return sitsIn(policy.authority.extension.flat(), actor, state);
    case 'decideSuspension':
      return sitsIn(policy.authority.suspension, actor, state);
    case 'resume':
      return sitsIn(policy.authority.suspension, actor, state) || ownsOrAbove(state, actor);
    case 'supervise':
      return sitsIn(policy.authority.supervision, actor, state);
    case 'deescalate':
      return sitsIn(policy.authority.deescalation, actor, state);
    case 'rate':
      return sitsIn(policy.authority.rating, actor, state);
    case 'recordCallback':
      return isReporter || sitsIn(policy.authority.callback, actor, state);
    case 'verify':
      // 核查 must be by somebody other than the handler.
      return covers && !state.handlerIds.includes(actor.personId);
    case 'attach':
      return actor.seat !== 'operations' && maySee(state, actor);
  }
}

/** Would the case hear this command from this person now? What it names may still be refused. */
export function isAllowed(state: CaseState, rules: CaseRules, actor: Actor, command: CaseCommandName): boolean {
  return (
    !isOver(state) &&
    hears(state.stage, command) &&
    (state.suspended === null || SUSPENDED_HEARS.includes(command)) &&
    (state.emergency?.resting !== true || !RESTING_HEARS_NOT.includes(command)) &&
    seatMay(state, rules, command, actor) &&
    standsFor(state, rules, actor, command)
  );
}

/** What somebody can do here now; the console draws its buttons from it. */
export function allowedCommands(state: CaseState, rules: CaseRules, actor: Actor): CaseCommandName[] {
  return CASE_COMMANDS.filter(
    (command) => isAllowed(state, rules, actor, command) && hasChoice(state, rules.policy, { actor, command }),
  );
}

export function allowedWhistleKinds(state: CaseState, rules: CaseRules, actor: Actor): WhistleKind[] {
  return isAllowed(state, rules, actor, 'whistle') ? kindsToBlow(state, rules, actor) : [];
}

/** What of a case decides who sees it. */
export interface Seen {
  place: Pick<CaseState['place'], 'gridCode'>;
  reporterId: string;
  tasks: readonly Pick<CaseTask, 'departmentId'>[];
}

/** May this person see the case? Its ground, its departments, its reporter, and operations who keep the cluster. */
export function maySee(state: Seen, actor: Actor): boolean {
  return (
    coversGround(actor, state.place.gridCode) ||
    state.reporterId === actor.personId ||
    actor.seat === 'operations' ||
    state.tasks.some((task) => task.departmentId === actor.departmentId)
  );
}
