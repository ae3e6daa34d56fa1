import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import type { CaseEvent } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';

/** A fact before the database adds the number and the instant of recording. */
export type FactDraft = Omit<CaseFactMessage, 'number' | 'recordedAt'>;

/** An event as it is told to every consumer; `state` is the one after it, or after a later event written with it. */
export function factOf(event: CaseEvent, tell: CaseFactMessage['tell'], state: CaseState): FactDraft {
  return {
    factId: `${event.caseId}:${event.seq}`,
    caseId: event.caseId,
    seq: event.seq,
    at: event.at,
    actorId: event.actor?.personId ?? null,
    stage: event.stage,
    level: event.level,
    grade: state.grade,
    gridId: state.place.gridId,
    gridCode: state.place.gridCode,
    reporterId: state.reporterId,
    departmentIds: [...new Set([...state.tasks.map((task) => task.departmentId), ...formerly(event)])],
    fact: event.fact,
    tell,
    onDuty: event.onDuty ?? [],
  };
}

/** Departments whose task has just ended with this event: they hear of it a last time. */
function formerly({ fact }: CaseEvent): string[] {
  if (fact.type === 'whistleWithdrawn') return fact.departmentIds;
  return 'departmentId' in fact && fact.departmentId !== null ? [fact.departmentId] : [];
}
