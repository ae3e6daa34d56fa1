import type { CaseCategory, CasePlace, Grade, TaskPart, TaskStep, WhistleKind } from '../policy.js';
import type { TierLevel } from '../tier.js';
import type { Stage } from './stage.js';

export type TaskState = 'dispatched' | 'signed' | 'contacted' | 'reportedIn' | 'finished';

/** 工单: one department's part of a case. */
export interface CaseTask {
  departmentId: string;
  part: TaskPart;
  state: TaskState;
  dispatchedAt: number;
  /** Who of the department acted, each once; they may not verify. */
  personIds: string[];
  /** Steps whose limit passed before the act. */
  missed: TaskStep[];
}

/** `level` is the clock of the tier that owns the case; the others belong to one department's task. */
export type DeadlineKind = 'level' | TaskStep;

/** 时限: an instant at which something happens by itself. At most one per kind and department is open. */
export interface CaseDeadline {
  kind: DeadlineKind;
  departmentId: string | null;
  dueAt: number;
  /** 0 until the limit itself passes, then the rung of the department's ladder that comes next. */
  rung: number;
}

/** What a case is, after its first `seq` events. Ids and instants only: no word of any person. */
export interface CaseState {
  caseId: string;
  seq: number;
  stage: Stage;
  level: TierLevel;
  grade: Grade;
  category: CaseCategory;
  place: CasePlace;
  reporterId: string;
  reportedAt: number;
  closedAt: number | null;
  /** The whistle that is out; null before the first and after a withdrawal. */
  whistle: { kind: WhistleKind; blownBy: string; blownAt: number } | null;
  tasks: CaseTask[];
  deadlines: CaseDeadline[];
  /** Everybody who handled it: none of them may verify it. */
  handlerIds: string[];
  reworks: number;
  /** Tiers whose clock ran out in this stage. */
  missedLevels: TierLevel[];
  /** How often 督办 was raised. */
  supervisions: number;
}

/** Is something late that nobody has made good yet? A passed deadline acts at once, so its trace is asked, not the clock. */
export function isLate(state: CaseState): boolean {
  return (
    state.deadlines.length > 0 &&
    (state.missedLevels.length > 0 || state.tasks.some(isTaskLate))
  );
}

function isTaskLate({ state, missed }: CaseTask): boolean {
  const next = NEXT_STEP[state];
  return next !== undefined && missed.includes(next);
}

/** The step a task waits for that has a limit of its own; after report-in the case's clock counts. */
const NEXT_STEP: Partial<Record<TaskState, TaskStep>> = { dispatched: 'sign', signed: 'contact', contacted: 'reportIn' };

export function deadlineKey(deadline: Pick<CaseDeadline, 'kind' | 'departmentId'>): string {
  return deadline.departmentId === null ? deadline.kind : `${deadline.kind}:${deadline.departmentId}`;
}

/** The earliest open deadline; null once the case has ended. */
export function nextDeadline(state: CaseState): CaseDeadline | null {
  let next: CaseDeadline | null = null;
  for (const deadline of state.deadlines) if (next === null || deadline.dueAt < next.dueAt) next = deadline;
  return next;
}
