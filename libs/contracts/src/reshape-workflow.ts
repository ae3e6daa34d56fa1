import type { PassProgress } from './case-passes.js';

/** What dispatch says to the engine about open cases that follow their ground: an id and an instant. */

export const RESHAPE_WORKFLOW = 'reshapeWorkflow';

/** One reshaping, one workflow. */
export function reshapeWorkflowId(reshapeId: string): string {
  return `reshape:${reshapeId}`;
}

export interface ReshapeStart {
  reshapeId: string;
  /** Nothing is done before. */
  effectiveAt: number;
  /** Only in a run that continues an earlier one. */
  resumed?: PassProgress;
}
