import type { WHISTLE_STEPS } from '../../policy.js';
import type { CaseAct } from '../command.js';
import { deadlineKey } from '../deadline.js';
import type { CaseFact } from '../event.js';
import { ownTask } from '../seat-rights.js';
import { isActing, type CaseState, type CaseTask } from '../state.js';
import { actingTasks, enter, refuse, returnKeys, taskKeys, wrongStage, type Decision, type Draft, type Given } from './given.js';

type StepAct = Extract<CaseAct, { command: (typeof WHISTLE_STEPS)[number] }>;

/** 签收 联系 报到 by the actor's own department. */
export function takeStep(given: Given, act: StepAct): Decision {
  const { state, command, now } = given;
  const departmentId = command.actor.departmentId ?? '';
  const task = ownTask(state, command.actor);
  if (act.command === 'contact' && act.plannedFinishAt <= now) {
    return refuse(state, 'INVALID', 'the planned finish lies in the past', 'plannedFinishAt');
  }
  const inTime = !(task?.missed.includes(act.command) ?? false);
  const disarms = [deadlineKey({ kind: act.command, departmentId })];
  switch (act.command) {
    case 'sign':
      return [{ fact: { type: 'signed', departmentId, inTime }, disarms }, ...firstTaker(state, departmentId)];
    case 'contact': {
      const acceptedAt = task?.signedAt ?? null;
      const reply = { plannedFinishAt: act.plannedFinishAt, ...(acceptedAt === null ? {} : { acceptedAt }) };
      return [{ fact: { type: 'contacted', departmentId, inTime, ...reply }, disarms }];
    }
    case 'reportIn':
      return [{ fact: { type: 'reportedIn', departmentId, inTime }, disarms: [...disarms, ...returnKeys(state, departmentId)] }];
  }
}

/** 首接负责 (北京条例): where no lead is named, the first acting department that signs leads. */
function firstTaker(state: CaseState, departmentId: string): Draft[] {
  const own = state.tasks.find((task) => task.departmentId === departmentId);
  const led = state.tasks.some((task) => task.part === 'lead' && isActing(task));
  return led || own?.part !== 'assist' ? [] : [{ fact: { type: 'leadTaken', departmentId } }];
}

/** A stage of the category's own deadlines is reached, e.g. the burst pipe is fenced off. */
export function completePhase(given: Given, { phase }: Extract<CaseAct, { command: 'completePhase' }>): Decision {
  const { state, command } = given;
  const { name } = state.category.phases[phase] ?? {};
  if (name === undefined) return refuse(state, 'INVALID', 'the category has no such phase', 'phase');
  if (state.phasesDone.includes(phase)) return refuse(state, 'INVALID', 'this phase is done already', 'phase');
  const inTime = !state.missedPhases.includes(phase);
  const departmentId = command.actor.departmentId ?? '';
  return [
    {
      fact: { type: 'phaseCompleted', departmentId, phase, name, inTime },
      disarms: [deadlineKey({ kind: 'phase', departmentId: null, ref: String(phase) })],
    },
  ];
}

/** 办结: of a department's task, or by the level's owner without a whistle. */
export function finish(given: Given): Decision {
  const { state, command } = given;
  if (state.stage === 'dispatch') {
    return [{ fact: { type: 'settled' }, ...toVerification(given) }];
  }
  const departmentId = command.actor.departmentId ?? '';
  return [finished(given, { type: 'taskFinished', departmentId, inTime: inClosingTime(state, ownTask(state, command.actor)) }, departmentId)];
}

/** By the department's own closing deadline, whatever a re-plan says since; without one, as in older cases, by the level's clock. */
function inClosingTime({ deadlines, missedLevels }: CaseState, task: CaseTask | undefined): boolean {
  if (task?.missed.includes('finish') === true) return false;
  const own = deadlines.some(({ kind, departmentId }) => kind === 'finish' && departmentId === task?.departmentId);
  return own || missedLevels.length === 0;
}

/** A department is done or let go: the case goes on when no other acting one is still at it. */
export function finished(given: Given, fact: CaseFact, departmentId: string): Draft {
  const others = actingTasks(given.state).filter((task) => task.departmentId !== departmentId);
  const last = others.every((task) => task.state === 'finished');
  return last ? { fact, ...toVerification(given) } : { fact, disarms: taskKeys(given.state, departmentId) };
}

function toVerification(given: Given) {
  return enter(given, 'verification', given.rules.policy.verification);
}

/** 交接 inside a department: another person answers for the task from now on. */
export function handOver({ state, command }: Given, { toPersonId }: Extract<CaseAct, { command: 'handOver' }>): Decision {
  const task = ownTask(state, command.actor);
  if (task === undefined) return wrongStage(state, 'handOver');
  if (task.ownerId === toPersonId) return refuse(state, 'INVALID', 'this person answers for it already', 'toPersonId');
  const { departmentId, ownerId } = task;
  return [{ fact: { type: 'handedOver', departmentId, fromPersonId: ownerId, toPersonId } }];
}
