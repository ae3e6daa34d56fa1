/** What dispatch says to the engine about a re-plan of running cases. An id only: rules and reason stay in PostgreSQL. */

export const REPLAN_WORKFLOW = 'replanWorkflow';

/** One re-plan, one workflow. */
export function replanWorkflowId(replanId: string): string {
  return `replan:${replanId}`;
}

export interface ReplanStart {
  replanId: string;
  /** Only in a run that continues an earlier one. */
  resumed?: ReplanProgress;
}

/** Where the paging stands. */
export interface ReplanProgress {
  /** 1 for the first time through all open cases. */
  pass: number;
  /** The last case of this pass that was looked at; null at its start. */
  after: string | null;
  /** Cases of this pass that had to be moved, or could not be. */
  touched: number;
}
