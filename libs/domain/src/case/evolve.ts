import { completeCategory } from '../stored-rules.js';
import { deadlineKey, remindedOf, type CaseDeadline } from './deadline.js';
import type { CaseEvent } from './event.js';
import { changeTasks } from './evolve-tasks.js';
import { isEnded } from './stage.js';
import type { CaseState } from './state.js';

/** The state after one more event. The first must be `reported`; throws on a gap, which would be a bug of ours. */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  if (state === null) return begin(event);
  if (event.seq !== state.seq + 1) throw new Error(`event ${event.seq} after ${state.seq}`);
  const next: CaseState = { ...state, seq: event.seq, stage: event.stage, level: event.level };
  if (event.arms.length > 0 || event.disarms.length > 0) next.deadlines = deadlinesAfter(state, event);
  // What was missed belongs to the stage it was missed in.
  if (event.stage !== state.stage) Object.assign(next, leaving(next));
  if (event.level !== state.level) Object.assign(next, { levelSince: event.at, nest: 0 });
  if (isEnded(event.stage)) Object.assign(next, NOTHING_ASKED);
  return Object.assign(next, change(next, event), changeTasks(next, event));
}

/** Those that are not replaced or ended, in the order in which they were armed. A reminder ends with what it is about. */
function deadlinesAfter({ deadlines }: CaseState, { arms, disarms }: CaseEvent): CaseDeadline[] {
  const gone = new Set([...disarms, ...arms.map(deadlineKey)]);
  const stays = (deadline: CaseDeadline): boolean =>
    !gone.has(deadlineKey(deadline)) && !(deadline.kind === 'urge' && gone.has(deadlineKey(remindedOf(deadline))));
  return [...deadlines.filter(stays), ...arms];
}

/** The state a history leads to. */
export function rebuild(events: readonly CaseEvent[]): CaseState | null {
  return events.reduce<CaseState | null>(evolve, null);
}

/** What waits for a decision belongs to its stage too, but for the approval of a whistle that sounded at once. */
function leaving({ stage, whistle, whistleAsked, tasks }: CaseState): Partial<CaseState> {
  return {
    missedLevels: [],
    // Dispatched anew: the whistle that was out has ended.
    whistle: stage === 'dispatch' ? null : whistle,
    whistleAsked: stage !== 'dispatch' && whistleAsked?.afterwards === true ? whistleAsked : null,
    adjudicationAsked: null,
    suspensionAsked: null,
    tasks: tasks.map((task) => ({ ...task, returnAsked: null, extensionAsked: null })),
  };
}

const NOTHING_ASKED = { whistleAsked: null, adjudicationAsked: null, suspensionAsked: null, suspended: null };

/** What a case begins with, and what the kept state of a case of an earlier release lacks. */
const FRESH = {
  nest: 0,
  closedAt: null,
  whistle: null,
  ...NOTHING_ASKED,
  tasks: [],
  handlerIds: [],
  reworks: 0,
  returns: 0,
  missedLevels: [],
  supervisions: 0,
  phasesDone: [],
  missedPhases: [],
  attachments: [],
  parentId: null,
  children: [],
  mergedIntoId: null,
  duplicateIds: [],
  callbacks: [],
} satisfies Partial<CaseState>;

/** A state as it stands in the record, whichever release wrote it. */
export function completeState(stored: Partial<CaseState> & Pick<CaseState, 'reportedAt' | 'category'>, rulesRef: string): CaseState {
  const tasks = (stored.tasks ?? []).map((task) => ({
    signedAt: null,
    ownerId: null,
    forced: false,
    returnAsked: null,
    returnRefused: false,
    extensionAsked: null,
    extensions: 0,
    reworks: 0,
    rating: null,
    ...(task as Partial<typeof task>),
  }));
  const category = completeCategory(stored.category);
  return { ...FRESH, levelSince: stored.reportedAt, rulesRef, ...stored, category, tasks } as CaseState;
}

function begin(event: CaseEvent): CaseState {
  const { fact } = event;
  if (fact.type !== 'reported' || event.actor === null) throw new Error('a history begins with reported');
  return {
    ...FRESH,
    caseId: event.caseId,
    seq: event.seq,
    stage: event.stage,
    level: event.level,
    levelSince: event.at,
    grade: fact.grade,
    category: completeCategory(fact.category),
    place: fact.place,
    rulesRef: `${fact.policy}/${fact.calendar}`,
    reporterId: event.actor.personId,
    reportedAt: event.at,
    deadlines: event.arms,
  };
}

/** What an event changes of the case itself. */
function change(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const { fact, actor, at } = event;
  switch (fact.type) {
    case 'reported':
      throw new Error('reported twice');
    case 'filed':
      return { category: completeCategory(fact.category), place: fact.place, grade: fact.grade ?? state.grade };
    case 'whistleAsked':
      return {
        whistleAsked: { kind: fact.kind, departments: fact.departments, byId: actor?.personId ?? '', afterwards: fact.afterwards },
      };
    case 'whistleApproved':
    case 'whistleRefused':
      return { whistleAsked: null };
    case 'whistled':
      return {
        whistle: { kind: fact.kind, blownBy: fact.askedById ?? actor?.personId ?? '', blownAt: at },
        phasesDone: [],
        missedPhases: [],
      };
    case 'whistleWithdrawn':
      return { whistle: null, whistleAsked: null, adjudicationAsked: null };
    case 'phaseCompleted':
      return { phasesDone: [...state.phasesDone, fact.phase] };
    case 'phaseMissed':
      return { missedPhases: [...state.missedPhases, fact.phase] };
    case 'returnGranted':
      return { returns: state.returns + 1, ...wishEnded(state, fact.departmentId) };
    case 'reportedIn':
    case 'reassigned':
    case 'departmentReleased':
      return wishEnded(state, fact.departmentId);
    case 'adjudicationRequested':
      return { adjudicationAsked: fact.departmentId };
    case 'adjudicated':
      return { adjudicationAsked: null };
    case 'suspensionRequested':
      return { suspensionAsked: { byId: actor?.personId ?? '', reviewAt: fact.reviewAt } };
    case 'suspensionRefused':
      return { suspensionAsked: null };
    case 'suspended':
      return { suspensionAsked: null, suspended: { at: state.suspended?.at ?? at, reviewAt: fact.reviewAt, kept: fact.kept } };
    case 'resumed':
      return { suspensionAsked: null, suspended: null };
    case 'settled':
      return { handlerIds: union(state.handlerIds, actor === null ? [] : [actor.personId]) };
    case 'reworkOrdered':
    case 'reopened':
      return { reworks: state.reworks + 1, closedAt: null };
    case 'supervised':
      return {
        supervisions: fact.times,
        // At the top the case's own clock ran out; a department's supervision is about its step.
        ...(fact.departmentId === null && (fact.cause === undefined || fact.cause === 'level')
          ? { missedLevels: [...new Set([...state.missedLevels, state.level])] }
          : {}),
      };
    case 'closed':
    case 'rejected':
    case 'cancelled':
      return { closedAt: at };
    case 'merged':
      return { closedAt: at, mergedIntoId: fact.intoCaseId };
    case 'duplicateTaken':
      return { duplicateIds: union(state.duplicateIds, [fact.caseId]) };
    case 'childLinked':
      return { children: [...state.children, { caseId: fact.caseId, open: true }] };
    case 'childEnded':
      return { children: state.children.map((child) => (child.caseId === fact.caseId ? { ...child, open: false } : child)) };
    case 'parentLinked':
      return { parentId: fact.caseId };
    case 'escalated':
      return {
        ...(fact.cause === 'deadline' ? { missedLevels: [...new Set([...state.missedLevels, fact.from])] } : {}),
        ...(fact.nest === undefined ? {} : { nest: fact.nest.index, levelSince: at }),
      };
    case 'calledBack':
      return {
        callbacks: [...state.callbacks, { at, byId: actor?.personId ?? null, solved: fact.solved, word: fact.word }],
      };
    case 'attached': {
      const { attachmentId, sha256, mediaType, size, purpose } = fact;
      return { attachments: [...state.attachments, { attachmentId, sha256, mediaType, size, purpose, at }] };
    }
    case 'replanned': {
      const category = fact.category ?? state.category;
      const known = (phase: number): boolean => phase < category.phases.length;
      const phases = { phasesDone: state.phasesDone.filter(known), missedPhases: state.missedPhases.filter(known) };
      return { rulesRef: `${fact.policy}/${fact.calendar}`, category, ...phases };
    }
    case 'accepted':
    case 'verified':
    case 'finalised':
    case 'callbackDue':
    case 'reviewDue':
    case 'urged':
    case 'criticised':
    case 'decisionOverdue':
    case 'deescalated':
    case 'signed':
    case 'leadTaken':
    case 'contacted':
    case 'taskFinished':
    case 'handedOver':
    case 'returnRequested':
    case 'returnRefused':
    case 'departmentAdded':
    case 'extensionRequested':
    case 'extensionGranted':
    case 'extensionRefused':
    case 'rated':
    case 'stepMissed':
      return {};
  }
}

/** 终审 was asked for by a department that does not want or need it any more. */
function wishEnded({ adjudicationAsked }: CaseState, departmentId: string): Partial<CaseState> {
  return adjudicationAsked === departmentId ? { adjudicationAsked: null } : {};
}

function union(known: string[], more: string[]): string[] {
  return [...new Set([...known, ...more])];
}
