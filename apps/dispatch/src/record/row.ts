import { earliest, type CaseDeadline } from '@shaodao/domain/case/deadline';
import { isLate, type CaseState } from '@shaodao/domain/case/state';
import { areaCodeAt } from '@shaodao/domain/tier';

/** Open cases by time left; behind them the ended ones, newest end first. */
function sortKey(due: CaseDeadline | null, closedAt: number | null): number {
  if (closedAt !== null) return Number.MAX_SAFE_INTEGER - closedAt;
  return due?.dueAt ?? NO_DEADLINE;
}
/** After every deadline, before every ended case. */
const NO_DEADLINE = 8_000_000_000_000_000;

/** The columns of a case's row, by their names in the table. */
export function rowOf(state: CaseState): Record<string, unknown> {
  // After the close only the call-back and the time for reopening run: nobody's list waits for them.
  const due = state.closedAt === null ? shownOf(state.deadlines) : null;
  const { gridCode, gridId } = state.place;
  return {
    stage: state.stage,
    level: state.level,
    grade: state.grade,
    category_code: state.category.code,
    category_name: state.category.name,
    grid_id: gridId,
    grid_code: gridCode,
    community_code: areaCodeAt(gridCode, 'community'),
    subdistrict_code: areaCodeAt(gridCode, 'subdistrict'),
    district_code: areaCodeAt(gridCode, 'district'),
    reporter_id: state.reporterId,
    reported_at: state.reportedAt,
    closed_at: state.closedAt,
    due_at: due?.dueAt ?? null,
    due_kind: due?.kind ?? null,
    late: isLate(state),
    supervisions: state.supervisions,
    sort_key: sortKey(due, state.closedAt),
    mode_epoch: state.modeEpoch,
    mode_activation_id: state.emergency?.activationId ?? null,
    mode_level: state.emergency?.level ?? null,
    state,
  };
}

/** A reminder is no limit: people sort by what it reminds of. */
function shownOf(deadlines: readonly CaseDeadline[]): CaseDeadline | null {
  return earliest(deadlines.filter(({ kind }) => kind !== 'urge'));
}

/** A department sorts by its own next step, then by the clock of the case. */
export function taskRowsOf(state: CaseState): Record<string, unknown>[] {
  const level = state.deadlines.find((deadline) => deadline.kind === 'level') ?? null;
  return state.tasks.map(({ departmentId, part, state: step }) => {
    const own = state.deadlines.filter((deadline) => deadline.departmentId === departmentId);
    const due = shownOf(own);
    return {
      department_id: departmentId,
      part,
      state: step,
      due_at: due?.dueAt ?? null,
      due_kind: due?.kind ?? null,
      sort_key: sortKey(due ?? level, state.closedAt),
    };
  });
}
