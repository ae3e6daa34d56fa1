import type { PassProgress } from './case-passes.js';

/** What dispatch says to the engine about a re-plan of running cases. An id only: rules and reason stay in PostgreSQL. */

export const REPLAN_WORKFLOW = 'replanWorkflow';

/** One re-plan, one workflow. */
export function replanWorkflowId(replanId: string): string {
  return `replan:${replanId}`;
}

export interface ReplanStart {
  replanId: string;
  /** Only in a run that continues an earlier one. */
  resumed?: PassProgress;
}
