import type { TaskPart } from '../policy.js';
import type { CaseEvent } from './event.js';
import { closingDeadlineOf } from './limits-of.js';
import { isActing, type CaseState, type CaseTask } from './state.js';

/** What an event changes of the departments' tasks; nothing where it is about something else. */
export function changeTasks(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const { fact, actor, at } = event;
  const own = (change: (task: CaseTask) => Partial<CaseTask>) => ({
    tasks: state.tasks.map((task) =>
      'departmentId' in fact && task.departmentId === fact.departmentId ? { ...task, ...change(task) } : task,
    ),
  });
  const acted = (task: CaseTask): string[] =>
    actor === null || task.personIds.includes(actor.personId) ? task.personIds : [...task.personIds, actor.personId];
  switch (fact.type) {
    case 'whistled':
      return { tasks: fact.departments.map(({ departmentId, part }) => newTask(departmentId, part, at)) };
    case 'whistleWithdrawn':
      return { tasks: [] };
    case 'signed':
      return own((task) => ({
        state: 'signed',
        signedAt: at,
        ownerId: task.ownerId ?? actor?.personId ?? null,
        personIds: acted(task),
      }));
    case 'leadTaken':
      return own(() => ({ part: 'lead' }));
    case 'contacted':
      return own((task) => ({ state: 'contacted', personIds: acted(task) }));
    case 'reportedIn':
      // Whoever comes does not send it back any more.
      return own((task) => ({ state: 'reportedIn', returnAsked: null, personIds: acted(task) }));
    case 'phaseCompleted':
      return own((task) => ({ personIds: acted(task) }));
    case 'taskFinished': {
      const changed = own((task) => ({ state: 'finished', personIds: acted(task), extensionAsked: null }));
      const done = changed.tasks.find((task) => task.departmentId === fact.departmentId);
      const owner = done?.ownerId ?? null;
      return { ...changed, handlerIds: union(state.handlerIds, [...(done?.personIds ?? []), ...(owner === null ? [] : [owner])]) };
    }
    case 'handedOver':
      return own(() => ({ ownerId: fact.toPersonId }));
    case 'returnRequested':
      return own(() => ({ returnAsked: { byId: actor?.personId ?? '', proposedId: fact.proposedId } }));
    case 'returnRefused':
      return own(() => ({ returnAsked: null, returnRefused: true }));
    case 'returnGranted': {
      const back = own(() => ended('returned'));
      return fact.toDepartmentId === null ? back : replaced(back.tasks, fact.departmentId, newTask(fact.toDepartmentId, 'lead', at));
    }
    case 'adjudicated': {
      const forced: CaseTask = { ...newTask(fact.toDepartmentId, 'lead', at), forced: true };
      // 终审 may find that it was theirs all along: their task goes on where it stood, and cannot be returned any more.
      if (fact.toDepartmentId === fact.departmentId) return own(() => ({ forced: true, returnAsked: null }));
      return replaced(own(() => ended('returned')).tasks, fact.departmentId, forced);
    }
    case 'reassigned':
      return replaced(own(() => ended('released')).tasks, fact.departmentId, newTask(fact.toDepartmentId, 'lead', at));
    case 'departmentAdded':
      return { tasks: withTask(state.tasks, newTask(fact.departmentId, fact.part, at)) };
    case 'departmentReleased':
      return own(() => ended('released'));
    case 'extensionRequested':
      return own((task) => {
        const dueAt = closingDeadlineOf(state, task)?.dueAt ?? at;
        return { extensionAsked: { byId: actor?.personId ?? '', limit: fact.limit, dueAt } };
      });
    case 'extensionRefused':
      return own(() => ({ extensionAsked: null }));
    case 'extensionGranted':
      return own((task) => ({
        extensionAsked: null,
        extensions: task.extensions + 1,
        missed: fact.excused ? task.missed.filter((step) => step !== 'finish') : task.missed,
      }));
    case 'reworkOrdered':
    case 'reopened':
      return { tasks: state.tasks.map((task) => (task.state === 'finished' ? redone(task) : task)) };
    case 'closed':
      // By its parent's close, with departments still at it: nobody waits for them any more.
      return { tasks: state.tasks.map((task) => (isActing(task) && task.state !== 'finished' ? { ...task, ...ended('released') } : task)) };
    case 'stepMissed':
      return own((task) => (task.missed.includes(fact.step) ? {} : { missed: [...task.missed, fact.step] }));
    case 'rated':
      return own(() => ({ rating: fact.rating }));
    case 'reported':
    case 'accepted':
    case 'filed':
    case 'rejected':
    case 'cancelled':
    case 'merged':
    case 'duplicateTaken':
    case 'childLinked':
    case 'parentLinked':
    case 'childEnded':
    case 'whistleAsked':
    case 'whistleApproved':
    case 'whistleRefused':
    case 'phaseMissed':
    case 'adjudicationRequested':
    case 'suspensionRequested':
    case 'suspensionRefused':
    case 'suspended':
    case 'reviewDue':
    case 'resumed':
    case 'urged':
    case 'criticised':
    case 'decisionOverdue':
    case 'settled':
    case 'verified':
    case 'callbackDue':
    case 'calledBack':
    case 'finalised':
    case 'attached':
    case 'escalated':
    case 'deescalated':
    case 'supervised':
    case 'replanned':
    case 'groundFollowed':
    case 'modeChanged':
      return {};
  }
}

export function union<T>(known: readonly T[], more: readonly T[]): T[] {
  return [...new Set([...known, ...more])];
}

function newTask(departmentId: string, part: TaskPart, at: number): CaseTask {
  return {
    departmentId,
    part,
    state: 'dispatched',
    dispatchedAt: at,
    signedAt: null,
    personIds: [],
    ownerId: null,
    missed: [],
    forced: false,
    returnAsked: null,
    returnRefused: false,
    extensionAsked: null,
    extensions: 0,
    reworks: 0,
    rating: null,
  };
}

/** The new limit is another one than that which was missed. */
function redone(task: CaseTask): CaseTask {
  const missed = task.missed.filter((step) => step !== 'finish');
  return { ...task, state: 'reportedIn', missed, reworks: task.reworks + 1, rating: null };
}

/** Not the department's any longer, and with it what it had asked for. */
function ended(state: 'returned' | 'released'): Partial<CaseTask> {
  return { state, returnAsked: null, extensionAsked: null };
}

/** A department that was let go and is called again begins anew: its first try stays in the history. */
function withTask(tasks: CaseTask[], task: CaseTask): CaseTask[] {
  return [...tasks.filter((one) => one.departmentId !== task.departmentId), task];
}

/** The new department takes the old one's part. */
function replaced(tasks: CaseTask[], departmentId: string, task: CaseTask): Pick<CaseState, 'tasks'> {
  const part = tasks.find((one) => one.departmentId === departmentId)?.part ?? task.part;
  return { tasks: withTask(tasks, { ...task, part }) };
}
