import { WHISTLE_KINDS, type CasePolicy, type CaseRules, type WhistleKind } from '../policy.js';
import { compareTiers } from '../tier.js';
import { coversGround, tierOfSeat, type Actor, type Seat } from './actor.js';
import { mayCallBack } from './callback.js';
import { nextLevel } from './ladder.js';
import { closingDeadlineOf } from './limits-of.js';
import { CASE_COMMANDS, hears, type CaseCommandName } from './stage.js';
import { isActing, isOpenTask, isOver, type CaseState, type CaseTask, type TaskState } from './state.js';

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

/** The state a task must be in for each department step. */
const STEP_FROM: Record<'sign' | 'contact' | 'reportIn' | 'finish', TaskState> = {
  sign: 'dispatched',
  contact: 'signed',
  reportIn: 'contacted',
  finish: 'reportedIn',
};
const BEFORE_REPORT_IN: readonly TaskState[] = ['dispatched', 'signed', 'contacted'];

/** The owner of the case's level for this ground, or somebody above who acts in his place. */
function ownsOrAbove(state: CaseState, actor: Actor): boolean {
  const tier = tierOfSeat(actor.seat);
  return tier !== null && coversGround(actor, state.place.gridCode) && compareTiers(tier, state.level) >= 0;
}

/** The task of the actor's department, whatever became of it; a seat of a department acts for no other. */
export function ownTask(state: CaseState, actor: Actor): CaseTask | undefined {
  return state.tasks.find((task) => task.departmentId === actor.departmentId);
}

/** A seat the district names for something, on its own ground. */
function sitsIn(seats: readonly Seat[], actor: Actor, state: CaseState): boolean {
  return seats.includes(actor.seat) && coversGround(actor, state.place.gridCode);
}

export function mayBlow(state: CaseState, rules: CaseRules, actor: Actor, kind: WhistleKind): boolean {
  return (
    rules.policy.enabledKinds.includes(kind) &&
    rules.policy.whistles[kind].blowers.includes(actor.seat) &&
    coversGround(actor, state.place.gridCode) &&
    (kind !== 'grid' || (state.level === 'grid' && state.place.attachedDepartmentIds.length > 0))
  );
}

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

/** A whistle waits for an approval that other rules ask for no longer: the level that has the case has the word. */
function isLeftToLevel(state: CaseState, policy: CasePolicy, actor: Actor): boolean {
  const asked = state.whistleAsked;
  return asked !== null && policy.whistles[asked.kind].approval === null && ownsOrAbove(state, actor);
}

function stepIsNext(state: CaseState, actor: Actor, step: keyof typeof STEP_FROM): boolean {
  const task = ownTask(state, actor);
  // 知会 is a receipt: an informed unit signs and nothing more.
  return task?.state === STEP_FROM[step] && (task.part !== 'informed' || step === 'sign');
}

/** Would the case take this command from this person now? The console draws its buttons from it. */
export function isAllowed(state: CaseState, rules: CaseRules, actor: Actor, command: CaseCommandName): boolean {
  if (isOver(state) || !hears(state.stage, command) || !seatMay(state, rules, command, actor)) return false;
  if (state.suspended !== null && !SUSPENDED_HEARS.includes(command)) return false;
  const { policy } = rules;
  const own = ownTask(state, actor);
  switch (command) {
    case 'whistle':
      return allowedWhistleKinds(state, rules, actor).length > 0;
    case 'decideWhistle': {
      const asked = state.whistleAsked;
      if (asked === null || asked.byId === actor.personId) return false;
      return policy.whistles[asked.kind].approval?.seats.includes(actor.seat) ?? isLeftToLevel(state, policy, actor);
    }
    case 'withdrawWhistle':
      // 网格吹哨 is told to the community, which may take it back; any other whistle by the level that owns the case.
      return (
        (state.whistle?.kind === 'grid' || ownsOrAbove(state, actor)) &&
        state.tasks.every((task) => task.state !== 'reportedIn' && task.state !== 'finished')
      );
    case 'sign':
    case 'contact':
    case 'reportIn':
      return stepIsNext(state, actor, command);
    case 'finish':
      return state.stage === 'dispatch' ? ownsOrAbove(state, actor) && state.whistleAsked === null : stepIsNext(state, actor, 'finish');
    case 'completePhase':
      return (
        own !== undefined &&
        isActing(own) &&
        isOpenTask(own) &&
        own.state !== 'dispatched' &&
        state.category.phases.some((_, index) => !state.phasesDone.includes(index))
      );
    case 'handOver':
      return own !== undefined && isOpenTask(own) && own.ownerId !== null && (own.ownerId === actor.personId || actor.seat === 'departmentHead');
    case 'requestReturn':
      return (
        own !== undefined &&
        isActing(own) &&
        BEFORE_REPORT_IN.includes(own.state) &&
        !own.forced &&
        !own.returnRefused &&
        own.returnAsked === null &&
        state.adjudicationAsked === null
      );
    case 'decideReturn':
      return state.tasks.some((task) => task.returnAsked !== null);
    case 'adjudicate':
      return state.adjudicationAsked !== null;
    case 'reassign':
    case 'releaseDepartment':
      return state.tasks.some(isOpenTask);
    case 'requestExtension':
      // 延期 is asked for before the limit passes.
      return (
        own !== undefined &&
        isActing(own) &&
        isOpenTask(own) &&
        own.extensionAsked === null &&
        own.extensions < policy.extension.most &&
        closingDeadlineOf(state, own)?.rung === 0
      );
    case 'decideExtension':
      return state.tasks.some((task) => task.extensionAsked !== null);
    case 'requestSuspension':
      return state.suspensionAsked === null && ((own !== undefined && isActing(own) && isOpenTask(own)) || ownsOrAbove(state, actor));
    case 'decideSuspension':
      return state.suspensionAsked !== null && state.suspensionAsked.byId !== actor.personId;
    case 'resume':
      return state.suspended !== null;
    case 'escalate':
      // Only from the level that has it: of two who press at once the second must not lift it twice.
      return tierOfSeat(actor.seat) === state.level && nextLevel(policy, state.grade, state.level) !== null;
    case 'deescalate':
      return state.level !== 'grid';
    case 'linkChild':
      return state.parentId === null;
    case 'cancel':
      // Once departments are out, taking it back is the level's to decide.
      return ownsOrAbove(state, actor) || state.whistle === null;
    case 'reopen':
      return isReopenable(state);
    case 'recordCallback':
      return isReopenable(state) && mayCallBack(state, policy);
    case 'rate':
      return state.tasks.some((task) => isActing(task) && task.rating === null);
    case 'accept':
    case 'reject':
    case 'verify':
    case 'close':
    case 'merge':
    case 'urge':
    case 'supervise':
    case 'attach':
    case 'addDepartment':
      return true;
  }
}

/** Does the time for reopening still run? */
function isReopenable(state: CaseState): boolean {
  return state.deadlines.some(({ kind }) => kind === 'reopen');
}

export function allowedCommands(state: CaseState, rules: CaseRules, actor: Actor): CaseCommandName[] {
  return CASE_COMMANDS.filter((command) => isAllowed(state, rules, actor, command));
}

export function allowedWhistleKinds(state: CaseState, rules: CaseRules, actor: Actor): WhistleKind[] {
  return state.stage === 'dispatch' && state.whistleAsked === null && state.suspended === null
    ? WHISTLE_KINDS.filter((kind) => mayBlow(state, rules, actor, kind))
    : [];
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
