import type { PassProgress } from './case-passes.js';

/** What dispatch says to the engine about open cases whose ground changes its mode: a number. */

export const MODE_WORKFLOW = 'modeWorkflow';

/** One change, one workflow. */
export function modeWorkflowId(epoch: number): string {
  return `mode:${epoch}`;
}

export interface ModeStart {
  epoch: number;
  /** Only in a run that continues an earlier one. */
  resumed?: PassProgress;
}
