import { WHISTLE_KINDS, type CaseRules, type WhistleKind } from '../policy.js';
import { compareTiers } from '../tier.js';
import { coversGround, tierOfSeat, type Actor, type Seat } from './actor.js';
import { CASE_COMMANDS, HEARD_IN, type CaseCommandName } from './stage.js';
import type { CaseState, CaseTask, TaskState } from './state.js';

const LEADERS: readonly Seat[] = ['subdistrictDuty', 'subdistrictSecretary'];
const ON_THE_GROUND: readonly Seat[] = [
  'gridWorker',
  'communitySecretary',
  'subdistrictDuty',
  'subdistrictSecretary',
  'districtLeader',
];

/** Who may blow which whistle (domain rules of 达川, 崇川, 鼓楼, 云阳). */
const MAY_BLOW: Record<WhistleKind, readonly Seat[]> = {
  grid: ['gridWorker'],
  routine: ['communitySecretary'],
  key: LEADERS,
  hard: ['subdistrictSecretary'],
  advance: LEADERS,
  breakthrough: ['subdistrictSecretary'],
  enforcement: LEADERS,
  emergencyResponse: ON_THE_GROUND,
};

/** The state a task must be in for each department step. */
const STEP_FROM: Record<'sign' | 'contact' | 'reportIn' | 'finish', TaskState> = {
  sign: 'dispatched',
  contact: 'signed',
  reportIn: 'contacted',
  finish: 'reportedIn',
};

/** The owner of the case's level for this ground, or somebody above who acts in his place. */
function ownsOrAbove(state: CaseState, actor: Actor): boolean {
  const tier = tierOfSeat(actor.seat);
  return tier !== null && coversGround(actor, state.place.gridCode) && compareTiers(tier, state.level) >= 0;
}

/** The one task of the actor's department; a seat of a department acts for no other. */
export function ownTask(state: CaseState, actor: Actor): CaseTask | undefined {
  return state.tasks.find((task) => task.departmentId === actor.departmentId);
}

export function mayBlow(state: CaseState, rules: CaseRules, actor: Actor, kind: WhistleKind): boolean {
  return (
    rules.policy.enabledKinds.includes(kind) &&
    MAY_BLOW[kind].includes(actor.seat) &&
    coversGround(actor, state.place.gridCode) &&
    (kind !== 'grid' || (state.level === 'grid' && state.place.attachedDepartmentIds.length > 0))
  );
}

/** May somebody in this seat and area ever give this command to this case, whatever its stage? */
export function seatMay(state: CaseState, actor: Actor, command: CaseCommandName): boolean {
  const covers = coversGround(actor, state.place.gridCode);
  switch (command) {
    case 'accept':
    case 'reject':
    case 'close':
      return ownsOrAbove(state, actor);
    case 'escalate':
      return covers;
    case 'whistle':
      return covers && WHISTLE_KINDS.some((kind) => MAY_BLOW[kind].includes(actor.seat));
    case 'withdrawWhistle':
      return covers && tierOfSeat(actor.seat) !== 'grid';
    case 'sign':
    case 'contact':
    case 'reportIn':
      return ownTask(state, actor) !== undefined;
    case 'finish':
      return ownTask(state, actor) !== undefined || ownsOrAbove(state, actor);
    case 'verify':
      // 核查 must be by somebody other than the handler.
      return covers && !state.handlerIds.includes(actor.personId);
  }
}

function stepIsNext(state: CaseState, actor: Actor, step: keyof typeof STEP_FROM): boolean {
  const task = ownTask(state, actor);
  // 知会 is a receipt: an informed unit signs and nothing more.
  return task?.state === STEP_FROM[step] && (task.part !== 'informed' || step === 'sign');
}

/** Would the case take this command from this person now? The console draws its buttons from it. */
export function isAllowed(state: CaseState, rules: CaseRules, actor: Actor, command: CaseCommandName): boolean {
  if (!HEARD_IN[command].includes(state.stage) || !seatMay(state, actor, command)) return false;
  switch (command) {
    case 'whistle':
      return allowedWhistleKinds(state, rules, actor).length > 0;
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
      return state.stage === 'dispatch' ? ownsOrAbove(state, actor) : stepIsNext(state, actor, 'finish');
    case 'escalate':
      // Only from the level that has it: of two who press at once the second must not lift it twice.
      return state.level !== 'district' && tierOfSeat(actor.seat) === state.level;
    case 'accept':
    case 'reject':
    case 'verify':
    case 'close':
      return true;
  }
}

export function allowedCommands(state: CaseState, rules: CaseRules, actor: Actor): CaseCommandName[] {
  return CASE_COMMANDS.filter((command) => isAllowed(state, rules, actor, command));
}

export function allowedWhistleKinds(state: CaseState, rules: CaseRules, actor: Actor): WhistleKind[] {
  return state.stage === 'dispatch' ? WHISTLE_KINDS.filter((kind) => mayBlow(state, rules, actor, kind)) : [];
}

/** May this person see the case? Its ground, its departments, its reporter, and operations who keep the cluster. */
export function maySee(state: Pick<CaseState, 'place' | 'tasks' | 'reporterId'>, actor: Actor): boolean {
  return (
    coversGround(actor, state.place.gridCode) ||
    state.reporterId === actor.personId ||
    actor.seat === 'operations' ||
    state.tasks.some((task) => task.departmentId === actor.departmentId)
  );
}
