import type { CaseCategory, CasePlace, TaskPart, WhistleKind } from '../policy.js';
import type { Actor } from './actor.js';
import type { Stage } from './stage.js';

export interface WhistleTarget {
  departmentId: string;
  part: TaskPart;
}

/** What a person asks of a case. Words stay in the record under `textId`; a command carries ids only. */
export type CaseAct =
  | { command: 'accept'; category?: CaseCategory | undefined; place?: CasePlace | undefined }
  | { command: 'reject' }
  | { command: 'whistle'; kind: WhistleKind; departments: WhistleTarget[] }
  | { command: 'withdrawWhistle' }
  | { command: 'sign'; departmentId?: string | undefined }
  | { command: 'contact'; departmentId?: string | undefined; plannedFinishAt: number }
  | { command: 'reportIn'; departmentId?: string | undefined }
  | { command: 'finish'; departmentId?: string | undefined }
  | { command: 'verify'; passed: boolean }
  | { command: 'close' }
  | { command: 'escalate' };

export interface CaseCommand {
  /** The client's idempotency key, or an id made for it: also the Update id. */
  commandId: string;
  actor: Actor;
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


