import type { CaseEvent, CaseFact } from './event.js';
import { deadlineKey, type CaseState, type CaseTask } from './state.js';

/** The state after one more event. The first must be `reported`; throws on a gap, which would be a bug of ours. */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  if (state === null) return begin(event);
  if (event.seq !== state.seq + 1) throw new Error(`event ${event.seq} after ${state.seq}`);
  const next: CaseState = { ...state, seq: event.seq, stage: event.stage, level: event.level };
  const gone = new Set([...event.disarms, ...event.arms.map(deadlineKey)]);
  next.deadlines = [...state.deadlines.filter((deadline) => !gone.has(deadlineKey(deadline))), ...event.arms];
  // What was missed belongs to the stage it was missed in.
  if (event.stage !== state.stage) next.missedLevels = [];
  return { ...next, ...change(next, event) };
}

/** The state a history leads to. */
export function rebuild(events: readonly CaseEvent[]): CaseState | null {
  return events.reduce<CaseState | null>(evolve, null);
}

function begin(event: CaseEvent): CaseState {
  if (event.fact.type !== 'reported' || event.actor === null) throw new Error('a history begins with reported');
  return {
    caseId: event.caseId,
    seq: event.seq,
    stage: event.stage,
    level: event.level,
    grade: event.fact.grade,
    category: event.fact.category,
    place: event.fact.place,
    reporterId: event.actor.personId,
    reportedAt: event.at,
    closedAt: null,
    whistle: null,
    tasks: [],
    deadlines: event.arms,
    handlerIds: [],
    reworks: 0,
    missedLevels: [],
    supervisions: 0,
  };
}

function change(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const { fact, actor, at } = event;
  switch (fact.type) {
    case 'filed':
      return { category: fact.category, place: fact.place };
    case 'whistled':
      return {
        whistle: { kind: fact.kind, blownBy: actor?.personId ?? '', blownAt: at },
        tasks: fact.departments.map(({ departmentId, part }) => ({
          departmentId,
          part,
          state: 'dispatched',
          dispatchedAt: at,
          personIds: [],
          missed: [],
        })),
      };
    case 'whistleWithdrawn':
      return { whistle: null, tasks: [] };
    case 'signed':
      return { tasks: advance(state, fact, 'signed', actor?.personId) };
    case 'leadTaken':
      return {
        tasks: state.tasks.map((task) => (task.departmentId === fact.departmentId ? { ...task, part: 'lead' } : task)),
      };
    case 'contacted':
      return { tasks: advance(state, fact, 'contacted', actor?.personId) };
    case 'reportedIn':
      return { tasks: advance(state, fact, 'reportedIn', actor?.personId) };
    case 'taskFinished': {
      const tasks = advance(state, fact, 'finished', actor?.personId);
      const done = tasks.find((task) => task.departmentId === fact.departmentId);
      return { tasks, handlerIds: union(state.handlerIds, done?.personIds ?? []) };
    }
    case 'settled':
      return { handlerIds: union(state.handlerIds, actor === null ? [] : [actor.personId]) };
    case 'reworkOrdered':
      return {
        reworks: state.reworks + 1,
        tasks: state.tasks.map((task) => (task.state === 'finished' ? { ...task, state: 'reportedIn' } : task)),
      };
    case 'stepMissed':
      return {
        tasks: state.tasks.map((task) =>
          task.departmentId === fact.departmentId && !task.missed.includes(fact.step)
            ? { ...task, missed: [...task.missed, fact.step] }
            : task,
        ),
      };
    case 'supervised':
      return {
        supervisions: fact.times,
        // At the top the case's own clock ran out; a department's supervision is about its step.
        ...(fact.departmentId === null ? { missedLevels: [...new Set([...state.missedLevels, state.level])] } : {}),
      };
    case 'closed':
    case 'rejected':
      return { closedAt: at };
    case 'reported':
      throw new Error('reported twice');
    case 'accepted':
    case 'verified':
      return {};
    case 'escalated':
      return fact.cause === 'deadline' ? { missedLevels: [...state.missedLevels, fact.from] } : {};
  }
}

function advance(
  state: CaseState,
  fact: Extract<CaseFact, { departmentId: string }>,
  to: CaseTask['state'],
  personId: string | undefined,
): CaseTask[] {
  return state.tasks.map((task) =>
    task.departmentId === fact.departmentId
      ? { ...task, state: to, personIds: union(task.personIds, personId === undefined ? [] : [personId]) }
      : task,
  );
}

function union(known: string[], more: string[]): string[] {
  return [...new Set([...known, ...more])];
}
