import type { Press } from '@shaodao/domain/activation/apply';
import type { Tally } from '@shaodao/domain/activation/person-state';
import type { Known } from '@shaodao/domain/activation/session';
import type { ActivationRules } from '@shaodao/domain/activation/state';
import type { TaskRules } from '@shaodao/domain/activation/tasks';
import type { VolunteersCome } from '@shaodao/domain/activation/volunteers';

/** What dispatch and the workflows of an activation say to each other through the engine. Ids, codes and instants only. */

export const ACTIVATION_WORKFLOW = 'activationWorkflow';
export const COORDINATOR_WORKFLOW = 'coordinatorWorkflow';
export const TEAM_WORKFLOW = 'teamWorkflow';

/** The Update that carries an ActivationCommand and answers with the ActivationState after it. */
export const ACTIVATION_COMMAND = 'command';
/** Signal to the root: so many volunteers have come for a step. Told where that may end it, perhaps more than once. */
export const VOLUNTEERS = 'volunteers';
/** Signal to a coordinator: its people stand so. What is older by `countedAt` is passed over. */
export const TALLY = 'tally';
/** Signal: write to everybody of the roster once more, e.g. that the level rose. */
export const ANNOUNCE = 'announce';
/** Signal: it has taken effect; coordinators that were made ready in its window call now. */
export const TAKE_EFFECT = 'takeEffect';
/** Signal: it is stood down or was taken back, or nobody of a team is waited for any more. */
export const STAND_DOWN = 'standDown';

/** As many people as one activity calls. */
export const PART_MOST = 500;

/** All of an activation runs on a queue of its own, so that no routine work stands before it. */
export function activationQueue(taskQueue: string): string {
  return `${taskQueue}-activation`;
}

/** The id is the lock: two presses of one key meet one run. `lockKey` names district, realm, plan and areas. */
export function activationWorkflowId(lockKey: string, epoch: number): string {
  return `activation:${lockKey}:${epoch}`;
}

export function coordinatorWorkflowId(activationId: string, coordinatorNo: number): string {
  return `coordinator:${activationId}:${coordinatorNo}`;
}

export function teamWorkflowId(activationId: string, teamNo: number): string {
  return `team:${activationId}:${teamNo}`;
}

export interface ActivationStart {
  press: Press;
  rules: ActivationRules;
  /** Only in a run that continues an earlier one. */
  resumed?: { known: Known; coordinators: number[] };
}

/** People `from` up to before `until` of the frozen roster, in these teams. */
export interface CoordinatorStart {
  activationId: string;
  coordinatorNo: number;
  from: number;
  until: number;
  teams: number[];
  /** What the waits of the ladder count from. */
  anchorAt: number;
  answerByAt: number;
  /** Made ready in the window: nobody is called before {@link TAKE_EFFECT}. */
  waits: boolean;
  /** Whose tasks it looks after; absent in activations of earlier releases. */
  tasks?: TaskRules;
  /**
   * Only in a run that continues an earlier one: they are called and their teams run. `rootDue`: who commands is still to be told
   * of them; `tellings`: so many of its tasks' instants are through.
   */
  resumed?: { tally: ToldTally | null; rootDue?: boolean; tellings?: number };
}

export interface TeamStart {
  activationId: string;
  teamNo: number;
  anchorAt: number;
  answerByAt: number;
}

export interface ToldVolunteers extends VolunteersCome {
  countedAt: number;
}

/** Counts of one coordinator as of an instant; `quiet` are its teams in which nobody is waited for. */
export interface ToldTally {
  countedAt: number;
  tally: Tally;
  quiet: number[];
}

export interface Announcement {
  purpose: 'upgraded' | 'downgraded' | 'standDown';
  /** Of the event it tells of, which says where and what: names it once. */
  seq: number;
}
