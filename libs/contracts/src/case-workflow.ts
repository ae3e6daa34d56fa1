import type { CaseReport } from '@shaodao/domain/case/apply';
import type { CaseEvent } from '@shaodao/domain/case/event';
import type { ModeOrder } from '@shaodao/domain/case/mode';
import type { Known } from '@shaodao/domain/case/session';
import type { CaseState } from '@shaodao/domain/case/state';
import type { StoredCategory, StoredRules } from '@shaodao/domain/stored-rules';

/** What dispatch and the case's workflow say to each other through the engine. Ids, instants and rules only. */

export const CASE_WORKFLOW = 'caseWorkflow';
/** The Update that carries a CaseCommand and answers with the CaseState after it. */
export const CASE_COMMAND = 'command';
/** The Update that moves a case to other rules: NewRules in, the number of deadlines that moved out. */
export const CASE_REPLAN = 'replan';
/** The Update that takes a case along with its ground: NewGround in, whether it went out. */
export const CASE_FOLLOW_GROUND = 'followGround';
/** The Update that tells a case the mode of its ground: ModeOrder in, nothing out. */
export const CASE_SET_MODE = 'setMode';
/** The Signal of earlier releases for the same. */
export const CASE_MODE = 'mode';
/** The Signal by which one case tells another: a CaseNote. */
export const CASE_NOTE = 'note';
/** The Signal that gives a case lines of its own record: RecordedLines. */
export const CASE_RECORDED = 'recorded';

/** One case, one workflow: the id is the lock. */
export function caseWorkflowId(caseId: string): string {
  return `case:${caseId}`;
}

/** The case behind a workflow's id. */
export function caseIdOf(workflowId: string): string {
  return workflowId.replace(/^case:/, '');
}

/** The opening and the rules may be of an earlier release: what they lack is completed where they are read. */
export interface CaseStart {
  report: Omit<CaseReport, 'category'> & { category: StoredCategory };
  rules: StoredRules;
  /** What held on its ground when it was reported, where that was an emergency. */
  mode?: ModeOrder;
  /** Only in a run that continues an earlier one. */
  resumed?: { state: CaseState } & Partial<Known>;
}

/**
 * Lines of the record, in order, of which the case's run may know nothing: what a person does is recorded a moment before
 * the engine keeps it, and a restore may go back to just that moment. Lines the run knows change nothing.
 */
export interface RecordedLines {
  lines: CaseEvent[];
  /** The rules the case lives under after the last of them. */
  rules: StoredRules;
}
