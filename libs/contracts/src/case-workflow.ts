import type { CaseReport } from '@shaodao/domain/case/apply';
import type { CaseState } from '@shaodao/domain/case/state';
import type { StoredCategory, StoredRules } from '@shaodao/domain/stored-rules';

/** What dispatch and the case's workflow say to each other through the engine. Ids, instants and rules only. */

export const CASE_WORKFLOW = 'caseWorkflow';
/** The Update that carries a CaseCommand and answers with the CaseState after it. */
export const CASE_COMMAND = 'command';

/** The Update that moves a case to other rules: NewRules in, the number of deadlines that moved out. */
export const CASE_REPLAN = 'replan';
/** The Signal by which one case tells another: a CaseNote. */
export const CASE_NOTE = 'note';

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
  /** Only in a run that continues an earlier one. */
  resumed?: { state: CaseState; recentCommandIds: string[] };
}
