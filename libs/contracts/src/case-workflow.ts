import type { CaseReport } from '@shaodao/domain/case/apply';
import type { CaseState } from '@shaodao/domain/case/state';
import type { CaseRules } from '@shaodao/domain/policy';

/** What dispatch and the case's workflow say to each other through the engine. Ids, instants and rules only. */

export const CASE_WORKFLOW = 'caseWorkflow';
/** The Update that carries a CaseCommand and answers with the CaseState after it. */
export const CASE_COMMAND = 'command';

/** One case, one workflow: the id is the lock. */
export function caseWorkflowId(caseId: string): string {
  return `case:${caseId}`;
}

export interface CaseStart {
  report: CaseReport;
  rules: CaseRules;
  /** Only in a run that continues an earlier one. */
  resumed?: { state: CaseState; recentCommandIds: string[] };
}
