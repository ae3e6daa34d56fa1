import type { CaseAct } from '../command.js';
import { ownTask } from '../seat-rights.js';
import type { CaseState, CaseTask } from '../state.js';
import {
  activeTask,
  actingTasks,
  decisionArm,
  decisionKey,
  enter,
  ladder,
  refuse,
  taskArms,
  taskKeys,
  triggered,
  wrongStage,
  type Decision,
  type Draft,
  type Given,
} from './given.js';
import { finished } from './steps.js';

type Act<Name extends CaseAct['command']> = Extract<CaseAct, { command: Name }>;

/**
 * 退单 for a mis-dispatch; once the case has had as many as the district allows, the wish goes to 终审. Those that wait for
 * their decision are counted with those that were granted.
 */
export function requestReturn(given: Given, { proposedId }: Act<'requestReturn'>): Decision {
  const { state, rules, command } = given;
  const task = ownTask(state, command.actor);
  if (task === undefined) return wrongStage(state, 'requestReturn');
  const { departmentId } = task;
  const { most, decide } = rules.policy.returns;
  const asked = state.tasks.filter((one) => one.returnAsked !== null).length;
  if (state.returns + asked >= most) {
    const proposed = proposedId === undefined ? {} : { proposedId };
    return [
      {
        fact: { type: 'adjudicationRequested', departmentId, ...proposed },
        arms: [decisionArm(given, 'adjudication', null, decide)],
      },
    ];
  }
  if (proposedId === departmentId) return refuse(state, 'INVALID', 'another department must be proposed', 'proposedDepartmentId');
  return [
    {
      fact: { type: 'returnRequested', departmentId, proposedId: proposedId ?? null },
      arms: [decisionArm(given, 'return', departmentId, decide)],
    },
  ];
}

export function decideReturn(given: Given, { departmentId, granted, toDepartmentId }: Act<'decideReturn'>): Decision {
  const { state } = given;
  const task = activeTask(state, departmentId);
  if (task?.returnAsked === null || task?.returnAsked === undefined) {
    return refuse(state, 'INVALID', 'this department has not asked for a return', 'departmentId');
  }
  if (task.returnAsked.byId === given.command.actor.personId) return ownWish(state, 'departmentId');
  if (!granted) {
    return [{ fact: { type: 'returnRefused', departmentId }, disarms: [decisionKey('return', departmentId)] }];
  }
  const fault = toDepartmentId === undefined ? null : isCalled(state, toDepartmentId, 'toDepartmentId');
  if (fault !== null) return fault;
  const fact = { type: 'returnGranted' as const, departmentId, toDepartmentId: toDepartmentId ?? null };
  return replace(given, { fact, task, toDepartmentId });
}

/** 终审: the district assigns, and what it assigns cannot be returned. */
export function adjudicate(given: Given, { toDepartmentId }: Act<'adjudicate'>): Decision {
  const { state } = given;
  const departmentId = state.adjudicationAsked;
  const task = activeTask(state, departmentId ?? undefined);
  if (departmentId === null || task === undefined) return wrongStage(state, 'adjudicate');
  const fact = { type: 'adjudicated' as const, departmentId, toDepartmentId };
  if (toDepartmentId === departmentId) return [{ fact, disarms: [decisionKey('adjudication')] }];
  const fault = isCalled(state, toDepartmentId, 'toDepartmentId');
  return fault ?? replace(given, { fact, task, toDepartmentId });
}

/** 转派: another department takes the place of one that is let go, with limits of its own from now on. */
export function reassign(given: Given, { departmentId, toDepartmentId }: Act<'reassign'>): Decision {
  const { state } = given;
  const task = activeTask(state, departmentId);
  if (task === undefined || task.state === 'finished') {
    return refuse(state, 'INVALID', 'this department has no open task', 'departmentId');
  }
  const fault = isCalled(state, toDepartmentId, 'toDepartmentId');
  if (fault !== null) return fault;
  return replace(given, { fact: { type: 'reassigned', departmentId, toDepartmentId }, task, toDepartmentId });
}

/** Joint handling: one more department, while the others go on as they were. */
export function addDepartment(given: Given, { departmentId, part }: Act<'addDepartment'>): Decision {
  const { state, rules } = given;
  const fault = isCalled(state, departmentId, 'departmentId');
  if (fault !== null) return fault;
  const led = actingTasks(state).some((task) => task.part === 'lead');
  if (part === 'lead' && led) return refuse(state, 'INVALID', 'only one department leads', 'part');
  const added: Draft = { fact: { type: 'departmentAdded', departmentId, part }, arms: taskArms(given, departmentId, part) };
  const { triggers } = rules.policy.supervision;
  const acting = actingTasks(state).length + (part === 'informed' ? 0 : 1);
  const leaderless = triggers !== null && part === 'assist' && !led && acting === triggers.departmentsWithoutLead;
  return leaderless ? [added, ...triggered(given, 'noLead')] : [added];
}

export function releaseDepartment(given: Given, { departmentId }: Act<'releaseDepartment'>): Decision {
  const { state } = given;
  const task = activeTask(state, departmentId);
  if (task === undefined || task.state === 'finished') {
    return refuse(state, 'INVALID', 'this department has no open task', 'departmentId');
  }
  return letGo(given, { type: 'departmentReleased', departmentId }, task);
}

/** Without a successor the others carry on; without any other the case is dispatched anew. */
function replace(
  given: Given,
  change: { fact: Draft['fact']; task: CaseTask; toDepartmentId: string | undefined },
): Draft[] {
  const { fact, task, toDepartmentId } = change;
  if (toDepartmentId === undefined) return letGo(given, fact, task);
  return [
    { fact, disarms: taskKeys(given.state, task.departmentId), arms: taskArms(given, toDepartmentId, task.part) },
  ];
}

function letGo(given: Given, fact: Draft['fact'], task: CaseTask): Draft[] {
  const { departmentId, part } = task;
  const others = actingTasks(given.state).filter((one) => one.departmentId !== departmentId);
  if (part === 'informed' || others.some((one) => one.state !== 'finished')) {
    return [{ fact, disarms: taskKeys(given.state, departmentId) }];
  }
  if (others.length > 0) return [finished(given, fact, departmentId)];
  return [{ fact, ...enter(given, 'dispatch', ladder(given)) }];
}

function isCalled(state: CaseState, departmentId: string, field: string) {
  return activeTask(state, departmentId) === undefined
    ? null
    : refuse(state, 'INVALID', 'this department has a task in the case already', field);
}

/** `field`: what chose the wish. */
export function ownWish(state: CaseState, field: string) {
  return refuse(state, 'FORBIDDEN', 'nobody decides on their own wish', field);
}
