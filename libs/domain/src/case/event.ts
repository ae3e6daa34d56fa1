import type { Limit } from '../limit.js';
import type { CaseCategory, CasePlace, Grade, NestedGridKind, Rating, TaskPart, TaskStep, WhistleKind } from '../policy.js';
import type { ResponseLevel } from '../activation/level.js';
import type { TierLevel } from '../tier.js';
import type { Actor } from './actor.js';
import type { CallbackChannel, RejectCause } from './command.js';
import type { CaseDeadline, DeadlineKind, DecisionAbout } from './deadline.js';
import type { Stage } from './stage.js';
import type { CaseAttachment, KeptDeadline } from './state.js';

/** Why 督办 was ordered. Where a limit of the top level or of a department's step ran out the fact names none. */
export type SupervisionCause = 'ordered' | 'reworks' | 'noLead' | 'overdue';

/** 平时 and 急时 of the ground a case lies on. */
export type Mode = 'peace' | 'emergency';

type Called = { departmentId: string; part: TaskPart };

/** What happened. A field is here because a reader cannot work it out from the events before. */
export type CaseFact =
  | {
      type: 'reported';
      grade: Grade;
      category: CaseCategory;
      place: CasePlace;
      /** `id@version` of the rules stamped on the case. */
      policy: string;
      calendar: string;
    }
  | { type: 'accepted' }
  /** `moved`: another grid answers for it than the one it was reported on. `grade` is absent where it stayed. */
  | { type: 'filed'; category: CaseCategory; place: CasePlace; moved: boolean; grade?: Grade }
  | { type: 'rejected'; cause?: RejectCause }
  | { type: 'cancelled' }
  | { type: 'merged'; intoCaseId: string }
  /** A duplicate was merged into this one. */
  | { type: 'duplicateTaken'; caseId: string }
  | { type: 'childLinked'; caseId: string }
  | { type: 'parentLinked'; caseId: string }
  | { type: 'childEnded'; caseId: string }
  | { type: 'whistleAsked'; kind: WhistleKind; departments: Called[]; afterwards: boolean }
  | { type: 'whistleApproved' }
  | { type: 'whistleRefused'; askedById: string }
  /** `askedById`: who had asked for it, where another approved it. */
  | { type: 'whistled'; kind: WhistleKind; departments: Called[]; askedById?: string }
  | { type: 'whistleWithdrawn'; departmentIds: string[] }
  | { type: 'signed'; departmentId: string; inTime: boolean }
  | { type: 'leadTaken'; departmentId: string }
  /** `acceptedAt` and `plannedFinishAt` are two of a reply's four elements (宜兴); the others are words. */
  | { type: 'contacted'; departmentId: string; inTime: boolean; plannedFinishAt: number; acceptedAt?: number }
  | { type: 'reportedIn'; departmentId: string; inTime: boolean }
  | { type: 'phaseCompleted'; departmentId: string; phase: number; name: string; inTime: boolean }
  | { type: 'phaseMissed'; phase: number; name: string }
  | { type: 'taskFinished'; departmentId: string; inTime: boolean }
  | { type: 'handedOver'; departmentId: string; fromPersonId: string | null; toPersonId: string }
  | { type: 'returnRequested'; departmentId: string; proposedId: string | null }
  | { type: 'returnGranted'; departmentId: string; toDepartmentId: string | null }
  | { type: 'returnRefused'; departmentId: string }
  | { type: 'adjudicationRequested'; departmentId: string; proposedId?: string }
  | { type: 'adjudicated'; departmentId: string; toDepartmentId: string }
  | { type: 'reassigned'; departmentId: string; toDepartmentId: string }
  | { type: 'departmentAdded'; departmentId: string; part: TaskPart }
  | { type: 'departmentReleased'; departmentId: string }
  | { type: 'extensionRequested'; departmentId: string; limit: Limit }
  /** `excused`: it came after the limit had passed, and takes the miss away. */
  | { type: 'extensionGranted'; departmentId: string; limit: Limit; fromDueAt: number; toDueAt: number; excused: boolean }
  | { type: 'extensionRefused'; departmentId: string }
  | { type: 'suspensionRequested'; reviewAt: number }
  | { type: 'suspensionRefused' }
  | { type: 'suspended'; reviewAt: number; kept: KeptDeadline[] }
  | { type: 'reviewDue'; times: number }
  | { type: 'resumed' }
  | { type: 'urged'; departmentId: string | null; about: DeadlineKind; cause: 'clock' | 'manual' }
  /** 书面批评 of a department that still has not done it. */
  | { type: 'criticised'; departmentId: string; step: TaskStep }
  | { type: 'decisionOverdue'; about: DecisionAbout; departmentId: string | null; times: number }
  | { type: 'settled' }
  | { type: 'verified' }
  | { type: 'reworkOrdered' }
  /** `withParentId`: it was closed by the close of its parent. */
  | { type: 'closed'; withParentId?: string; children?: 'close' | 'keep' }
  | { type: 'reopened' }
  | { type: 'callbackDue'; attempt: number }
  | { type: 'calledBack'; channel: CallbackChannel; reached: boolean; solved: boolean | null; word: Rating | null }
  | { type: 'rated'; departmentId: string; proposed: Rating; rating: Rating }
  /** The time for reopening is over. */
  | { type: 'finalised' }
  | ({ type: 'attached' } & Omit<CaseAttachment, 'at'>)
  | {
      type: 'escalated';
      from: TierLevel;
      to: TierLevel;
      cause: 'deadline' | 'manual' | 'whistle';
      /** Inside tier grid: which nested grid has it now. */
      nest?: { index: number; kind: NestedGridKind; gridId: string };
    }
  | { type: 'deescalated'; from: TierLevel; to: TierLevel }
  | { type: 'stepMissed'; departmentId: string; step: TaskStep; rung: number }
  | { type: 'supervised'; departmentId: string | null; times: number; cause?: SupervisionCause }
  /** Its grid was split, merged or moved; `fromCode` is the one that is no more. */
  | { type: 'groundFollowed'; reshapeId: string; fromCode: string; place: CasePlace }
  /**
   * Its ground changed between peace and emergency, or from one activation to another, by which no clock moves. `activationId`
   * and `level` are those it goes to, or leaves. `kept`: what was left of each deadline of peace, at the start of an emergency
   * when it was put by, at the end as it goes on. `rests`: what rests in a suspended case from now on, else null.
   */
  | {
      type: 'modeChanged';
      epoch: number;
      from: Mode;
      to: Mode;
      activationId: string;
      level: ResponseLevel;
      kept: KeptDeadline[];
      rests: KeptDeadline[] | null;
      resting: boolean;
    }
  /** An audited re-plan: every deadline that moved, and the versions of the rules from now on. */
  | {
      type: 'replanned';
      policy: string;
      calendar: string;
      category: CaseCategory | null;
      changes: { kind: DeadlineKind; departmentId: string | null; ref: string | null; fromDueAt: number; toDueAt: number }[];
    };
export type CaseFactType = CaseFact['type'];

/** People found on duty when a clock fired: evidence, never changed afterwards. */
export interface OnDuty {
  seat: string;
  areaCode: string | null;
  departmentId: string | null;
  personIds: string[];
  via: 'roster' | 'fallback' | 'levelAbove' | 'nobody';
}

/** One line of a case's history. `at` is when it took effect: for a clock its deadline, never the moment of processing. */
export interface CaseEvent {
  caseId: string;
  /** 1, 2, 3 … without a gap. */
  seq: number;
  at: number;
  /** null when a clock acted. */
  actor: Actor | null;
  commandId: string | null;
  textId: string | null;
  textDigest: string | null;
  /** Stage and level after it. */
  stage: Stage;
  level: TierLevel;
  fact: CaseFact;
  /** Deadlines set by it; one of the same key is replaced, and a reminder of what it replaces ends. */
  arms: CaseDeadline[];
  /** Keys of deadlines it ended; their reminders end with them. */
  disarms: string[];
  onDuty?: OnDuty[] | undefined;
}
