import type { CaseCategory, CasePlace, Grade, Rating, TaskPart, TaskStep, WhistleKind } from '../policy.js';
import type { ResponseLevel } from '../activation/level.js';
import type { TierLevel } from '../tier.js';
import type { Limit, LimitClock } from '../limit.js';
import { earliest, type CaseDeadline } from './deadline.js';
import type { Stage } from './stage.js';

/** The last two are ends besides `finished`: sent back as mis-dispatched, or let go. */
export const TASK_STATES = ['dispatched', 'signed', 'contacted', 'reportedIn', 'finished', 'returned', 'released'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** 工单: one department's part of a case. */
export interface CaseTask {
  departmentId: string;
  part: TaskPart;
  state: TaskState;
  dispatchedAt: number;
  /** When it was signed: the reply's “time accepted”. */
  signedAt: number | null;
  /** Who of the department acted, each once; they may not verify. */
  personIds: string[];
  /** Who answers for it: the signer, until it is handed over. */
  ownerId: string | null;
  /** Steps whose limit passed before the act; rework begins a new one for 办结. */
  missed: TaskStep[];
  /** Assigned by 终审: it cannot be returned. */
  forced: boolean;
  returnAsked: { byId: string; proposedId: string | null } | null;
  /** Its 退单 was refused once; it is not asked again. */
  returnRefused: boolean;
  /** `dueAt`: the deadline it is asked for, as it stood then. */
  extensionAsked: { byId: string; limit: Limit; dueAt: number } | null;
  /** Granted ones. */
  extensions: number;
  reworks: number;
  rating: Rating | null;
}

/** A deadline at rest while the case is suspended or its ground is in an emergency, with what is left of it by its own clock, in milliseconds. */
export interface KeptDeadline {
  deadline: CaseDeadline;
  clock: LimitClock;
  remainingMs: number;
  /** By the same clock, how long ago the limit itself ran out; only on one that stands at a later rung. */
  missedMs?: number | undefined;
}

/** 急时: what holds of a case while its ground is in an emergency. */
export interface CaseEmergency {
  activationId: string;
  level: ResponseLevel;
  since: number;
  /** What was left of the deadlines of peace when it began, of those that have not ended since. */
  kept: KeptDeadline[];
  /** Put aside with all routine work: nothing runs but the question whether it should be. */
  resting: boolean;
}

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];
/** What a picture shows: the report, the place before and after the work, or anything else. */
export const PURPOSES = ['report', 'before', 'after', 'other'] as const;
export type AttachmentPurpose = (typeof PURPOSES)[number];
/** How many a case may have. */
export const MOST_ATTACHMENTS = 20;

export interface CaseAttachment {
  attachmentId: string;
  /** Of the kept bytes, in hex. */
  sha256: string;
  mediaType: MediaType;
  size: number;
  purpose: AttachmentPurpose;
  at: number;
}

/** 回访: one try; `solved` and `word` are the resident's, null when nobody was reached. */
export interface Callback {
  at: number;
  byId: string | null;
  solved: boolean | null;
  word: Rating | null;
}

/** What a case is, after its first `seq` events. Ids and instants only: no word of any person. */
export interface CaseState {
  caseId: string;
  seq: number;
  stage: Stage;
  level: TierLevel;
  /** Since when this level has it. */
  levelSince: number;
  /** Which of the nested grids has it while the level is `grid`; 0 is the leaf. */
  nest: number;
  grade: Grade;
  category: CaseCategory;
  place: CasePlace;
  /** `policy@version/calendar@version` it lives under now. */
  rulesRef: string;
  reporterId: string;
  reportedAt: number;
  closedAt: number | null;
  /** The whistle that is out; null before the first and after a withdrawal. */
  whistle: { kind: WhistleKind; blownBy: string; blownAt: number } | null;
  /** Asked for and not approved yet; with `afterwards` it is out already. */
  whistleAsked: { kind: WhistleKind; departments: { departmentId: string; part: TaskPart }[]; byId: string; afterwards: boolean } | null;
  tasks: CaseTask[];
  deadlines: CaseDeadline[];
  /** Everybody who handled it or answered for a finished task: none of them may verify it. */
  handlerIds: string[];
  reworks: number;
  /** Granted 退单 over all departments. */
  returns: number;
  /** The department whose further 退单 waits for 终审. */
  adjudicationAsked: string | null;
  /** Tiers whose clock ran out in this stage. */
  missedLevels: TierLevel[];
  /** How often 督办 was raised. */
  supervisions: number;
  phasesDone: number[];
  missedPhases: number[];
  suspensionAsked: { byId: string; reviewAt: number } | null;
  suspended: { at: number; reviewAt: number; kept: KeptDeadline[] } | null;
  /** Epoch of the last order about the mode of its ground that it followed; -1 after it changed ground, below every order. */
  modeEpoch: number;
  emergency: CaseEmergency | null;
  attachments: CaseAttachment[];
  parentId: string | null;
  children: { caseId: string; open: boolean }[];
  mergedIntoId: string | null;
  duplicateIds: string[];
  callbacks: Callback[];
}

/** Nothing more can happen by itself or by anybody: the end of its workflow. */
export function isOver(state: CaseState): boolean {
  return state.closedAt !== null && state.deadlines.length === 0;
}

/** Still the department's to do. */
export function isActive(task: CaseTask): boolean {
  return task.state !== 'returned' && task.state !== 'released';
}

/** Lead or assist, and not let go: the case waits for it. */
export function isActing(task: CaseTask): boolean {
  return task.part !== 'informed' && isActive(task);
}

/** Is the department still at it? An informed unit only signs. */
export function isOpenTask(task: CaseTask): boolean {
  return task.part === 'informed' ? task.state === 'dispatched' : isActive(task) && task.state !== 'finished';
}

/** Is something late that nobody has made good yet? A passed deadline acts at once, so its trace is asked, not the clock. */
export function isLate(state: CaseState): boolean {
  return (
    state.closedAt === null &&
    state.deadlines.length > 0 &&
    (state.missedLevels.length > 0 ||
      state.missedPhases.some((phase) => !state.phasesDone.includes(phase)) ||
      state.tasks.some(isTaskLate))
  );
}

function isTaskLate({ state, missed }: CaseTask): boolean {
  const next = NEXT_STEP[state];
  return next !== undefined && missed.includes(next);
}

/** The step a task waits for. */
const NEXT_STEP: Partial<Record<TaskState, TaskStep>> = {
  dispatched: 'sign',
  signed: 'contact',
  contacted: 'reportIn',
  reportedIn: 'finish',
};

/** The earliest open deadline; null once the case is over. */
export function nextDeadline(state: CaseState): CaseDeadline | null {
  return earliest(state.deadlines);
}
