import type { CaseCategory, CasePlace, Grade, TaskPart, TaskStep, WhistleKind } from '../policy.js';
import type { TierLevel } from '../tier.js';
import type { Actor } from './actor.js';
import type { CaseDeadline } from './state.js';
import type { Stage } from './stage.js';

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
  /** `moved`: another grid answers for it than the one it was reported on. */
  | { type: 'filed'; category: CaseCategory; place: CasePlace; moved: boolean }
  | { type: 'rejected' }
  | { type: 'whistled'; kind: WhistleKind; departments: { departmentId: string; part: TaskPart }[] }
  | { type: 'whistleWithdrawn'; departmentIds: string[] }
  | { type: 'signed'; departmentId: string; inTime: boolean }
  | { type: 'leadTaken'; departmentId: string }
  | { type: 'contacted'; departmentId: string; inTime: boolean; plannedFinishAt: number }
  | { type: 'reportedIn'; departmentId: string; inTime: boolean }
  | { type: 'taskFinished'; departmentId: string; inTime: boolean }
  | { type: 'settled' }
  | { type: 'verified' }
  | { type: 'reworkOrdered' }
  | { type: 'closed' }
  | { type: 'escalated'; from: TierLevel; to: TierLevel; cause: 'deadline' | 'manual' | 'whistle' }
  | { type: 'stepMissed'; departmentId: string; step: TaskStep; rung: number }
  | { type: 'supervised'; departmentId: string | null; times: number };
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
  /** Deadlines set by it; one of the same kind and department is replaced. */
  arms: CaseDeadline[];
  /** Keys of deadlines it ended. */
  disarms: string[];
  onDuty?: OnDuty[] | undefined;
}
