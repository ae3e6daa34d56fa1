import type { CaseRules } from '../policy.js';
import { tierOfSeat, type Actor } from './actor.js';
import { mayCallBack } from './callback.js';
import { rulesInForce } from './emergency-rules.js';
import { nextLevel } from './ladder.js';
import { closingDeadlineOf } from './limits-of.js';
import { isLeftToLevel, kindsToBlow, ownsOrAbove, ownTask } from './seat-rights.js';
import type { CaseCommandName } from './stage.js';
import { isActing, isOpenTask, type CaseState, type TaskState } from './state.js';

/** The state a task must be in for each department step. */
const STEP_FROM: Record<'sign' | 'contact' | 'reportIn' | 'finish', TaskState> = {
  sign: 'dispatched',
  contact: 'signed',
  reportIn: 'contacted',
  finish: 'reportedIn',
};
const BEFORE_REPORT_IN: readonly TaskState[] = ['dispatched', 'signed', 'contacted'];

function stepIsNext(state: CaseState, actor: Actor, step: keyof typeof STEP_FROM): boolean {
  const task = ownTask(state, actor);
  // 知会 is a receipt: an informed unit signs and nothing more.
  return task?.state === STEP_FROM[step] && (task.part !== 'informed' || step === 'sign');
}

/** Does the case stand so that it can take this command from somebody whose seat may give it? Row by row, what each asks for. */
export function standsFor(state: CaseState, rules: CaseRules, actor: Actor, command: CaseCommandName): boolean {
  const { policy } = rules;
  const own = ownTask(state, actor);
  switch (command) {
    case 'whistle':
      return state.whistleAsked === null && kindsToBlow(state, rules, actor).length > 0;
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
      return tierOfSeat(actor.seat) === state.level && nextLevel(rulesInForce(state, rules).policy, state.grade, state.level) !== null;
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
