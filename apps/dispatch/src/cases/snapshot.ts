import type { CaseSnapshot } from '@shaodao/contracts/case-snapshot';
import type { Actor } from '@shaodao/domain/case/actor';
import type { CaseDeadline } from '@shaodao/domain/case/deadline';
import { clockOfDeadline } from '@shaodao/domain/case/limits-of';
import { proposedRating } from '@shaodao/domain/case/rating';
import { allowedCommands, allowedWhistleKinds } from '@shaodao/domain/case/rights';
import type { CaseState, CaseTask } from '@shaodao/domain/case/state';
import type { CaseRules } from '@shaodao/domain/policy';

/** What is kept beside the state: the number, the words, and the rules of the case. */
export interface CaseFrame {
  number: string;
  title: string;
  description: string;
  location: { lng: number; lat: number } | null;
  rules: CaseRules;
}

/** The case as this person sees it. */
export function snapshotOf(state: CaseState, frame: CaseFrame, actor: Actor): CaseSnapshot {
  const kinds = allowedWhistleKinds(state, frame.rules, actor);
  return {
    id: state.caseId,
    number: frame.number,
    version: state.seq,
    title: frame.title,
    description: frame.description,
    categoryCode: state.category.code,
    categoryName: state.category.name,
    grade: state.grade,
    stage: state.stage,
    level: state.level,
    gridId: state.place.gridId,
    gridCode: state.place.gridCode,
    location: frame.location,
    reporterId: state.reporterId,
    reportedAt: state.reportedAt,
    closedAt: state.closedAt,
    whistleKind: state.whistle?.kind ?? null,
    attachedDepartmentIds: state.place.attachedDepartmentIds,
    tasks: state.tasks.map((task) => taskOf(task, state)),
    // A reminder is no limit.
    deadlines: state.deadlines
      .filter(({ kind }) => kind !== 'urge')
      .map((deadline) => ({ ...deadlineOf(deadline), clock: clockOfDeadline({ state, rules: frame.rules }, deadline) })),
    reworks: state.reworks,
    supervisions: state.supervisions,
    rulesRef: state.rulesRef,
    levelSince: state.levelSince,
    whistleAsked: whistleAskedOf(state),
    returns: state.returns,
    adjudicationDepartmentId: state.adjudicationAsked,
    suspensionAsked: state.suspensionAsked === null ? null : { reviewAt: state.suspensionAsked.reviewAt },
    emergency: emergencyOf(state),
    suspended: state.suspended === null ? null : { at: state.suspended.at, reviewAt: state.suspended.reviewAt },
    phases: state.category.phases.map(({ name }, index) => ({
      name,
      done: state.phasesDone.includes(index),
      missed: state.missedPhases.includes(index),
    })),
    evidence: {
      needed: state.category.closureConditions.evidence,
      shown: state.attachments.filter(({ purpose }) => purpose === 'after').length,
    },
    callbacks: state.callbacks.map(({ at, solved, word }) => ({ at, solved, word })),
    parentId: state.parentId,
    children: state.children,
    mergedIntoId: state.mergedIntoId,
    duplicateIds: state.duplicateIds,
    allowedCommands: allowedCommands(state, frame.rules, actor),
    allowedWhistleKinds: kinds,
    whistleApprovals: kinds.flatMap((kind) => {
      const { approval } = frame.rules.policy.whistles[kind];
      if (approval === null || approval.seats.includes(actor.seat)) return [];
      return [{ kind, seats: [...approval.seats], afterwards: approval.afterwards }];
    }),
  };
}

/** As it is shown: what it is about and when. */
export function deadlineOf({ kind, departmentId, ref, dueAt }: CaseDeadline): Omit<CaseSnapshot['deadlines'][number], 'clock'> {
  return { kind, departmentId, ref: ref ?? null, dueAt };
}

function taskOf(task: CaseTask, { callbacks, stage }: CaseState): CaseSnapshot['tasks'][number] {
  const { state, personIds: _, returnRefused: __, returnAsked, extensionAsked, ...shown } = task;
  const isDone = state === 'finished' && (stage === 'closure' || stage === 'closed');
  return {
    ...shown,
    state,
    returnAsked: returnAsked === null ? null : { proposedDepartmentId: returnAsked.proposedId },
    extensionAsked: extensionAsked === null ? null : { limit: extensionAsked.limit },
    proposedRating: isDone && task.part !== 'informed' ? proposedRating(task, callbacks) : null,
  };
}

function emergencyOf({ emergency }: CaseState): CaseSnapshot['emergency'] {
  if (emergency === null) return null;
  const { activationId, level, since, resting } = emergency;
  return { activationId, level, sinceAt: since, resting };
}

function whistleAskedOf({ whistleAsked }: CaseState): CaseSnapshot['whistleAsked'] {
  if (whistleAsked === null) return null;
  const { kind, departments, afterwards } = whistleAsked;
  return { kind, departments, afterwards };
}
