import type { Actor } from '../case/actor.js';
import type { CallChannel } from './call-channel.js';
import type { ResponseLevel } from './level.js';
import type { Realm } from './realm.js';
import type { ReportKind } from './state.js';

/** What happened to an activation. */
export type ActivationFact =
  | { type: 'pressed'; realm: Realm; planCode: string; areas: string[]; level: ResponseLevel; breakGlass: boolean; approvalId: string; phaseDueAt: number | null }
  | { type: 'confirmed'; phaseDueAt: number | null }
  | { type: 'cancelled' }
  /** 破窗 of a press that was waiting for a second person. */
  | { type: 'brokeGlass' }
  /** Nobody confirmed in time. */
  | { type: 'lapsed' }
  | { type: 'tookEffect' }
  /** The roster is frozen: so many people in so many teams. */
  | { type: 'frozen'; people: number; teams: number }
  | { type: 'upgraded' | 'downgraded'; areas: string[]; level: ResponseLevel }
  | { type: 'areasStoodDown'; areas: string[] }
  /** 响应终止 of the last area. */
  | { type: 'stoodDown' }
  | { type: 'stepStarted'; code: string; dueAt: number }
  /** `come`: it ended by itself, as so many volunteers had come. */
  | { type: 'stepDone'; code: string; come?: number }
  /** Its limit passed for the nth time: it escalates and shows red, the others go on. */
  | { type: 'stepOverdue'; code: string; times: number; dueAt: number }
  | { type: 'undoStarted'; code: string; dueAt: number }
  | { type: 'undone'; code: string }
  | { type: 'reportOwed'; kind: ReportKind; nth: number; dueAt: number }
  | { type: 'reportOverdue'; kind: ReportKind; nth: number }
  | { type: 'reportFiled'; kind: ReportKind; nth: number; inTime: boolean }
  /** People somebody named, as many as they named; `cause` names the command. */
  | { type: 'peopleAdded'; people: number; cause: string }
  | { type: 'peopleReleased'; people: number }
  /** 立即呼叫, by somebody at a screen. */
  | { type: 'calledNow'; people: number; channel: CallChannel; subdistricts: string[]; teamNo: number | null }
  | { type: 'ended' };
export type ActivationFactType = ActivationFact['type'];

/** One line of an activation's history; `at` is when it took effect: for a clock its deadline. */
export interface ActivationEvent {
  activationId: string;
  /** 1, 2, 3 … without a gap. */
  seq: number;
  at: number;
  /** null when a clock acted. */
  actor: Actor | null;
  commandId: string | null;
  textId: string | null;
  fact: ActivationFact;
}
