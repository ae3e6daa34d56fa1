import type { Limit } from '../limit.js';
import type { CaseCategory, CasePlace, Grade, Rating, TaskPart, WhistleKind } from '../policy.js';
import type { TierLevel } from '../tier.js';
import type { Actor } from './actor.js';
import type { Stage } from './stage.js';
import type { CaseAttachment } from './state.js';

export interface WhistleTarget {
  departmentId: string;
  part: TaskPart;
}

/** Why a report is not accepted; it is explained to the reporter. */
export const REJECT_CAUSES = ['outOfScope', 'spam', 'unclear', 'other'] as const;
export type RejectCause = (typeof REJECT_CAUSES)[number];

/** By which way somebody was called back. Phone and SMS are tried by the notification's own workflow. */
export const CALLBACK_CHANNELS = ['inApp', 'web', 'phone', 'sms', 'visit'] as const;
export type CallbackChannel = (typeof CALLBACK_CHANNELS)[number];

/** What a person asks of a case. Words stay in the record under `textId`; a command carries ids only. */
export type CaseAct =
  | { command: 'accept'; category?: CaseCategory | undefined; place?: CasePlace | undefined; grade?: Grade | undefined }
  | { command: 'reject'; cause?: RejectCause | undefined }
  | { command: 'whistle'; kind: WhistleKind; departments: WhistleTarget[] }
  | { command: 'decideWhistle'; approved: boolean }
  | { command: 'withdrawWhistle' }
  | { command: 'sign'; departmentId?: string | undefined }
  | { command: 'contact'; departmentId?: string | undefined; plannedFinishAt: number }
  | { command: 'reportIn'; departmentId?: string | undefined }
  | { command: 'completePhase'; departmentId?: string | undefined; phase: number }
  | { command: 'finish'; departmentId?: string | undefined }
  | { command: 'handOver'; departmentId?: string | undefined; toPersonId: string }
  | { command: 'requestReturn'; departmentId?: string | undefined; proposedId?: string | undefined }
  | { command: 'decideReturn'; departmentId: string; granted: boolean; toDepartmentId?: string | undefined }
  | { command: 'adjudicate'; toDepartmentId: string }
  | { command: 'reassign'; departmentId: string; toDepartmentId: string }
  | { command: 'addDepartment'; departmentId: string; part: TaskPart }
  | { command: 'releaseDepartment'; departmentId: string }
  | { command: 'requestExtension'; departmentId?: string | undefined; limit: Limit }
  | { command: 'decideExtension'; departmentId: string; granted: boolean }
  | { command: 'requestSuspension'; reviewAt: number }
  | { command: 'decideSuspension'; granted: boolean }
  | { command: 'resume' }
  | { command: 'urge'; departmentId?: string | undefined }
  | { command: 'supervise'; departmentId?: string | undefined; limit?: Limit | undefined }
  | { command: 'escalate'; to?: TierLevel | undefined }
  | { command: 'deescalate'; to: TierLevel }
  | { command: 'verify'; passed: boolean }
  | { command: 'close'; children?: 'close' | 'keep' | undefined }
  | { command: 'reopen' }
  | { command: 'recordCallback'; channel: CallbackChannel; reached: boolean; solved?: boolean | undefined; word?: Rating | undefined }
  | { command: 'rate'; departmentId: string; rating: Rating }
  | { command: 'merge'; intoCaseId: string }
  | { command: 'linkChild'; childCaseId: string }
  | { command: 'cancel' }
  | ({ command: 'attach' } & Omit<CaseAttachment, 'at'>);

export interface CaseCommand {
  /** The client's idempotency key, or an id made for it: also the Update id. */
  commandId: string;
  actor: Actor;
  /** When it was received; absent on those of the first release, which took effect when they were processed. */
  at?: number | undefined;
  act: CaseAct;
  /** Row of the words that came with it (reason, result, …), and their salted digest. */
  text?: { textId: string; digest: string } | undefined;
}

/** Why a command is not taken. `code` is a key of the error table in contracts. */
export interface Refusal {
  code: 'WRONG_STAGE' | 'FORBIDDEN' | 'INVALID' | 'NOT_FOUND';
  stage: Stage;
  /** The field at fault, for INVALID and NOT_FOUND. */
  field?: string;
  /** For the log and for the person; no personal data. */
  reason: string;
}
