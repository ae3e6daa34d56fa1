/** What dispatch says to the engine about the timers of the register: terms of posts, and rosters that are watched. Ids only. */

export const TERM_WORKFLOW = 'termWorkflow';
export const ROSTER_WATCH_WORKFLOW = 'rosterWatchWorkflow';

/** Signal: the register says something else by now. */
export const ASK_ANEW = 'askAnew';

/** One post, one workflow at a time. */
export function termWorkflowId(postId: string): string {
  return `term:${postId}`;
}

/** One roster, one workflow at a time. */
export function rosterWatchWorkflowId(rosterKey: string): string {
  return `rosterWatch:${rosterKey}`;
}

export interface TermStart {
  postId: string;
  /** Only in a run that continues an earlier one: the end of the term whose renewal it opened. */
  renewedUntilAt?: number | undefined;
}

export interface RosterWatchStart {
  rosterKey: string;
}
