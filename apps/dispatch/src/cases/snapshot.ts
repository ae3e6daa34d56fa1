import type { CaseSnapshot } from '@shaodao/contracts/dispatch';
import type { Actor } from '@shaodao/domain/case/actor';
import { allowedCommands, allowedWhistleKinds } from '@shaodao/domain/case/rights';
import type { CaseState } from '@shaodao/domain/case/state';
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
    tasks: state.tasks.map(({ departmentId, part, state: step, dispatchedAt, missed }) => ({
      departmentId,
      part,
      state: step,
      dispatchedAt,
      missed,
    })),
    deadlines: state.deadlines.map(({ kind, departmentId, dueAt }) => ({ kind, departmentId, dueAt })),
    reworks: state.reworks,
    supervisions: state.supervisions,
    allowedCommands: allowedCommands(state, frame.rules, actor),
    allowedWhistleKinds: allowedWhistleKinds(state, frame.rules, actor),
  };
}
