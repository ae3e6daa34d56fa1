import type { Actor } from '../case/actor.js';
import type { CallChannel } from './call-channel.js';
import type { ResponseLevel } from './level.js';
import type { Phase, ReportKind } from './state.js';

/** What people ask of an activation that is pressed. Words stay in the record under `textId`. */
export type ActivationAct =
  /** `approvalId` names the press that is confirmed. */
  | { command: 'confirm'; approvalId: string }
  | { command: 'cancel' }
  | { command: 'changeLevel'; areas: string[]; level: ResponseLevel }
  | { command: 'standDown'; areas: string[] | null }
  | { command: 'finishStep'; code: string }
  | { command: 'fileReport'; kind: ReportKind; nth: number }
  /** 破窗: nobody was there to confirm. */
  | { command: 'breakGlass' }
  /** The people are kept under `cause` before it is put. */
  | { command: 'addPeople'; people: number; cause: string }
  | { command: 'releasePeople'; people: number }
  /** 立即呼叫: so many who have not answered, in these subdistricts; `teamNo` null: of more than one team. */
  | { command: 'callNow'; people: number; channel: CallChannel; subdistricts: string[]; teamNo: number | null };
export type ActivationCommandName = ActivationAct['command'];

export interface ActivationCommand {
  /** Also the Update id. */
  commandId: string;
  actor: Actor;
  at: number;
  act: ActivationAct;
  textId: string | null;
}

/** Why a command is not taken; `code` is a key of the error table in contracts. */
export interface ActivationRefusal {
  code: 'WRONG_STAGE' | 'FORBIDDEN' | 'INVALID' | 'NOT_FOUND';
  phase: Phase;
  field?: string;
  reason: string;
}
