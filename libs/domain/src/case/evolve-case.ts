import { completeCategory } from '../stored-rules.js';
import type { CaseEvent } from './event.js';
import { union } from './evolve-tasks.js';
import type { CaseState } from './state.js';

/** What an event changes of the case itself; nothing where it is about a department's task. */
export function changeCase(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const { fact, actor, at } = event;
  switch (fact.type) {
    case 'reported':
      throw new Error('reported twice');
    case 'filed':
      return {
        category: completeCategory(fact.category),
        place: fact.place,
        grade: fact.grade ?? state.grade,
        ...(fact.place.gridCode === state.place.gridCode ? {} : ON_NEW_GROUND),
      };
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
      // Twice where both the limit of an emergency and that of peace were missed.
      return { missedPhases: union(state.missedPhases, [fact.phase]) };
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
        ...(fact.departmentId === null && fact.cause === undefined
          ? { missedLevels: union(state.missedLevels, [state.level]) }
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
      // Again, where it had ended and was reopened.
      return { children: [...state.children.filter(({ caseId }) => caseId !== fact.caseId), { caseId: fact.caseId, open: true }] };
    case 'childEnded':
      return { children: state.children.map((child) => (child.caseId === fact.caseId ? { ...child, open: false } : child)) };
    case 'parentLinked':
      return { parentId: fact.caseId };
    case 'escalated':
      return {
        ...(fact.cause === 'deadline' ? { missedLevels: union(state.missedLevels, [fact.from]) } : {}),
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
    case 'groundFollowed':
      return { place: fact.place, ...ON_NEW_GROUND };
    case 'modeChanged':
      return modeAfter(state, fact, event);
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

/** What it was told of its old ground says nothing of the new one; until it is told, its clocks run on as they did. */
const ON_NEW_GROUND = { modeEpoch: -1 };

function modeAfter(state: CaseState, fact: Extract<CaseEvent['fact'], { type: 'modeChanged' }>, { at, arms }: CaseEvent): Partial<CaseState> {
  const { epoch, to, activationId, level, kept, rests, resting } = fact;
  const begun = state.emergency ?? { since: at, kept, resting };
  const review = arms.find(({ kind, rung }) => kind === 'review' && rung === 0);
  return {
    modeEpoch: epoch,
    emergency: to === 'peace' ? null : { activationId, level, since: begun.since, kept: begun.kept, resting: begun.resting },
    ...(rests === null || state.suspended === null
      ? {}
      : { suspended: { ...state.suspended, reviewAt: review?.dueAt ?? state.suspended.reviewAt, kept: rests } }),
  };
}

/** 终审 was asked for by a department that does not want or need it any more. */
function wishEnded({ adjudicationAsked }: CaseState, departmentId: string): Partial<CaseState> {
  return adjudicationAsked === departmentId ? { adjudicationAsked: null } : {};
}
