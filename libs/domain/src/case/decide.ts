import { addLimit, shareOf, type Limit } from '../limit.js';
import { TASK_STEPS, type CaseRules, type TaskStep } from '../policy.js';
import { compareTiers, tierAbove, type TierLevel } from '../tier.js';
import type { CaseAct, CaseCommand, Refusal, WhistleTarget } from './command.js';
import type { CaseFact } from './event.js';
import { isAllowed, mayBlow, ownTask, seatMay } from './rights.js';
import type { Stage } from './stage.js';
import { deadlineKey, type CaseDeadline, type CaseState } from './state.js';

/** An event before it has a number. */
export interface Draft {
  fact: CaseFact;
  stage?: Stage;
  level?: TierLevel;
  arms?: CaseDeadline[];
  disarms?: string[];
}

type Decision = readonly Draft[] | Refusal;
type Given = { state: CaseState; rules: CaseRules; command: CaseCommand; now: number };

export function isRefusal(decision: Decision): decision is Refusal {
  return 'code' in decision;
}

/** What a command leads to, or why it is not taken. Seat and area are asked before the stage. */
export function decide(given: Given): Decision {
  const { state, rules, command } = given;
  const { act, actor } = command;
  if (!seatMay(state, actor, act.command)) return refuse(state, 'FORBIDDEN', `${actor.seat} may not ${act.command}`);
  if (act.command === 'whistle') return blow(given, act);
  const departmentId = 'departmentId' in act ? act.departmentId : undefined;
  if (departmentId !== undefined && departmentId !== actor.departmentId) {
    return refuse(state, 'FORBIDDEN', 'that task belongs to another department', 'departmentId');
  }
  if (!isAllowed(state, rules, actor, act.command)) return wrongStage(state, act.command);
  switch (act.command) {
    case 'accept':
      return accept(given, act);
    case 'reject':
      return [{ fact: { type: 'rejected' }, stage: 'rejected', disarms: allKeys(state) }];
    case 'withdrawWhistle':
      return [
        {
          fact: { type: 'whistleWithdrawn', departmentIds: state.tasks.map((task) => task.departmentId) },
          stage: 'dispatch',
          ...onlyLevel(given, ladder(given)),
        },
      ];
    case 'sign':
    case 'contact':
    case 'reportIn':
      return takeStep(given, act);
    case 'finish':
      return finish(given);
    case 'verify':
      return verify(given, act);
    case 'close':
      return [{ fact: { type: 'closed' }, stage: 'closed', disarms: allKeys(state) }];
    case 'escalate':
      return escalate(given);
  }
}

function accept({ state }: Given, act: Extract<CaseAct, { command: 'accept' }>): Decision {
  const place = act.place ?? state.place;
  if (place.gridCode.slice(0, 6) !== state.place.gridCode.slice(0, 6)) {
    return refuse(state, 'INVALID', 'the grid lies in another district', 'gridId');
  }
  return [
    { fact: { type: 'accepted' }, stage: 'filing' },
    {
      fact: { type: 'filed', category: act.category ?? state.category, place, moved: place.gridId !== state.place.gridId },
      stage: 'dispatch',
    },
  ];
}

function blow(given: Given, act: Extract<CaseAct, { command: 'whistle' }>): Decision {
  const { state, rules, command, now } = given;
  if (state.stage !== 'dispatch') return wrongStage(state, 'whistle');
  if (!rules.policy.enabledKinds.includes(act.kind)) {
    return refuse(state, 'INVALID', `${act.kind} is not enabled in this district`, 'kind');
  }
  if (!mayBlow(state, rules, command.actor, act.kind)) {
    return refuse(state, 'FORBIDDEN', `${command.actor.seat} may not blow ${act.kind}`, 'kind');
  }
  const departments = called(state, act);
  if (!Array.isArray(departments)) return departments;
  const rule = rules.policy.whistles[act.kind];
  const level = rule.level !== null && compareTiers(rule.level, state.level) > 0 ? rule.level : state.level;
  const raised: Draft[] =
    level === state.level ? [] : [{ fact: { type: 'escalated', from: state.level, to: level, cause: 'whistle' }, level }];
  const steps = departments.flatMap(({ departmentId, part }) =>
    TASK_STEPS.filter((step) => part !== 'informed' || step === 'sign').map((step) => ({
      kind: step,
      departmentId,
      dueAt: addLimit(rules.calendar, now, rule[step]),
      rung: 0,
    })),
  );
  return [
    ...raised,
    {
      fact: { type: 'whistled', kind: act.kind, departments },
      stage: 'handling',
      level,
      arms: [levelDeadline(given, state.category.closing[state.grade]), ...steps],
    },
  ];
}

/** Whom the whistle calls: for 网格吹哨 the grid's own attached department leads unless others of its own are named. */
function called(state: CaseState, act: Extract<CaseAct, { command: 'whistle' }>): WhistleTarget[] | Refusal {
  const { attachedDepartmentIds } = state.place;
  const named: WhistleTarget[] =
    act.kind === 'grid' && act.departments.length === 0
      ? attachedDepartmentIds.slice(0, 1).map((departmentId) => ({ departmentId, part: 'lead' }))
      : act.departments;
  const ids = named.map((target) => target.departmentId);
  if (named.every((target) => target.part === 'informed')) {
    return refuse(state, 'INVALID', 'a whistle needs a department that acts', 'departments');
  }
  if (new Set(ids).size !== ids.length) return refuse(state, 'INVALID', 'a department is named twice', 'departments');
  if (named.filter((target) => target.part === 'lead').length > 1) {
    return refuse(state, 'INVALID', 'only one department leads', 'departments');
  }
  if (act.kind === 'grid' && ids.some((id) => !attachedDepartmentIds.includes(id))) {
    return refuse(state, 'FORBIDDEN', 'a grid calls only departments attached to it', 'departments');
  }
  return named;
}

type StepAct = Extract<CaseAct, { command: TaskStep }>;

function takeStep(given: Given, act: StepAct): Decision {
  const { state, command, now } = given;
  const departmentId = command.actor.departmentId ?? '';
  if (act.command === 'contact' && act.plannedFinishAt <= now) {
    return refuse(state, 'INVALID', 'the planned finish lies in the past', 'plannedFinishAt');
  }
  const inTime = !(ownTask(state, command.actor)?.missed.includes(act.command) ?? false);
  const disarms = [deadlineKey({ kind: act.command, departmentId })];
  switch (act.command) {
    case 'sign':
      return [{ fact: { type: 'signed', departmentId, inTime }, disarms }, ...firstTaker(state, departmentId)];
    case 'contact':
      return [{ fact: { type: 'contacted', departmentId, inTime, plannedFinishAt: act.plannedFinishAt }, disarms }];
    case 'reportIn':
      return [{ fact: { type: 'reportedIn', departmentId, inTime }, disarms }];
  }
}

/** 首接负责 (北京条例): where no lead was named, the first acting department that signs leads. */
function firstTaker(state: CaseState, departmentId: string): Draft[] {
  const own = state.tasks.find((task) => task.departmentId === departmentId);
  const led = state.tasks.some((task) => task.part === 'lead');
  return led || own?.part !== 'assist' ? [] : [{ fact: { type: 'leadTaken', departmentId } }];
}

function finish(given: Given): Decision {
  const { state, rules, command } = given;
  const toVerification = { stage: 'verification' as const, ...onlyLevel(given, rules.policy.verification) };
  if (state.stage === 'dispatch') return [{ fact: { type: 'settled' }, ...toVerification }];
  const departmentId = command.actor.departmentId ?? '';
  const others = state.tasks.filter((task) => task.part !== 'informed' && task.departmentId !== departmentId);
  const last = others.every((task) => task.state === 'finished');
  // The limit of the handling, or of its rework, is the level's clock: in time means it has not run out since.
  const fact: CaseFact = { type: 'taskFinished', departmentId, inTime: state.missedLevels.length === 0 };
  return [last ? { fact, ...toVerification } : { fact }];
}

function verify(given: Given, act: Extract<CaseAct, { command: 'verify' }>): Decision {
  const { state, rules } = given;
  if (act.passed) {
    return [{ fact: { type: 'verified' }, stage: 'closure', ...onlyLevel(given, rules.policy.closure) }];
  }
  const share = rules.policy.reworkShare ** (state.reworks + 1);
  const back = state.whistle === null ? 'dispatch' : 'handling';
  const limit = state.whistle === null ? ladder(given) : state.category.closing[state.grade];
  return [{ fact: { type: 'reworkOrdered' }, stage: back, ...onlyLevel(given, shareOf(limit, share)) }];
}

function escalate(given: Given): Decision {
  const { state, rules } = given;
  const above = tierAbove(state.level);
  if (above === null) return wrongStage(state, 'escalate');
  return [
    {
      fact: { type: 'escalated', from: state.level, to: above, cause: 'manual' },
      level: above,
      arms: [levelDeadline(given, rules.policy.ladders[state.grade][above])],
    },
  ];
}

function ladder({ state, rules }: Given): Limit {
  return rules.policy.ladders[state.grade][state.level];
}

function levelDeadline({ rules, now }: Given, limit: Limit): CaseDeadline {
  return { kind: 'level', departmentId: null, dueAt: addLimit(rules.calendar, now, limit), rung: 0 };
}

/** The next step of the case has one clock, its level's; those of departments end with the handling. */
function onlyLevel(given: Given, limit: Limit): { arms: CaseDeadline[]; disarms: string[] } {
  return {
    arms: [levelDeadline(given, limit)],
    disarms: given.state.deadlines.filter((deadline) => deadline.kind !== 'level').map(deadlineKey),
  };
}

function allKeys(state: CaseState): string[] {
  return state.deadlines.map(deadlineKey);
}

function wrongStage(state: CaseState, command: string): Refusal {
  return refuse(state, 'WRONG_STAGE', `${command} is not taken now`);
}

function refuse(state: CaseState, code: Refusal['code'], reason: string, field?: string): Refusal {
  return { code, stage: state.stage, reason, ...(field === undefined ? {} : { field }) };
}
