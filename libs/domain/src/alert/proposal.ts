import { RESPONSE_LEVELS, type ResponseLevel } from '../activation/level.js';
import { placeOfAlert, type AlertGround, type AlertPlace } from './area.js';
import { hazardOf, type AlertHazard } from './hazard.js';
import { levelOfAlert } from './level.js';
import type { CapInfo, CapMessage } from './message.js';

/** How long an alert without `expires` holds (CAP 1.2, 3.2.2: each recipient sets its own policy; D). */
export const HOLDS_MS = 24 * 3_600_000;
/** A sender's clock may be ahead of ours by so much (D). */
export const AHEAD_MS = 5 * 60_000;

/**
 * Why a message proposes nothing: it is for machines or not sent yet (Test, System, Draft), it answers or ends another one
 * (Ack, Error, Cancel), it has no info, says that danger is over, is not expected to happen, or is not about our ground.
 */
export const KEPT_FOR = ['status', 'msgType', 'noInfo', 'allClear', 'unlikely', 'elsewhere'] as const;
export type KeptFor = (typeof KEPT_FOR)[number];

/** What an alert proposes: an activation of a hazard's plan, somewhere, at a level; a drill where it is an exercise. */
export interface Proposal {
  /** Null: it proposes. */
  keptFor: KeptFor | null;
  drill: boolean;
  hazard: AlertHazard | null;
  level: ResponseLevel;
  place: AlertPlace;
  areas: string[];
  /** The block it was read from; its words are those people see. */
  info: CapInfo | null;
  expiresAt: number;
}

/** What a message proposes for our ground. A sender writes one event; of several blocks the most severe about us counts. */
export function proposalOf(message: CapMessage, ground: AlertGround): Proposal {
  const drill = message.status === 'Exercise';
  const blocks = inChinese(message.infos).map((info) => ({ info, hazard: hazardOf(info), level: levelOfAlert(info), ...placeOfAlert(info, ground) }));
  const about = blocks.filter(({ place }) => place !== 'elsewhere');
  const live = about.filter(({ info }) => !isOver(info) && info.certainty !== 'Unlikely');
  const told = live.length > 0 ? live : about.length > 0 ? about : blocks;
  const first = told.toSorted((a, b) => RESPONSE_LEVELS.indexOf(a.level) - RESPONSE_LEVELS.indexOf(b.level))[0];
  const expiresAt = endOf(message);
  if (first === undefined) return { keptFor: machineReason(message) ?? 'noInfo', drill, hazard: null, level: 'IV', place: 'unsaid', areas: [], info: null, expiresAt };
  const alike = told.filter(({ hazard, level }) => hazard === first.hazard && level === first.level);
  return {
    keptFor: machineReason(message) ?? (about.length === 0 ? 'elsewhere' : live.length > 0 ? null : about.some(({ info }) => isOver(info)) ? 'allClear' : 'unlikely'),
    drill,
    hazard: first.hazard,
    level: first.level,
    place: first.place,
    areas: [...new Set(alike.flatMap(({ codes }) => codes))].toSorted(),
    info: first.info,
    expiresAt,
  };
}

/** When the last of its blocks ends. */
export function endOf({ infos, sentAt }: Pick<CapMessage, 'infos' | 'sentAt'>): number {
  const ends = infos.map(({ expiresAt }) => expiresAt ?? sentAt + HOLDS_MS);
  return ends.length === 0 ? sentAt + HOLDS_MS : Math.max(...ends);
}

/** Why a message is not taken for its time: sent ahead of our clock, or over. A Cancel of something over does no harm. */
export function timeFault(message: CapMessage, now: number): 'ahead' | 'expired' | null {
  if (message.sentAt > now + AHEAD_MS) return 'ahead';
  return message.msgType !== 'Cancel' && endOf(message) <= now ? 'expired' : null;
}

function machineReason({ status, msgType }: CapMessage): KeptFor | null {
  if (status !== 'Actual' && status !== 'Exercise') return 'status';
  return msgType === 'Alert' || msgType === 'Update' ? null : 'msgType';
}

/** 解除 is sent as an Alert too. */
function isOver({ urgency, responseTypes, headline }: CapInfo): boolean {
  return urgency === 'Past' || responseTypes.includes('AllClear') || /解除/.test(headline ?? '');
}

/** Blocks of one event repeat it by language: those in Chinese where there are any. */
function inChinese(infos: CapInfo[]): CapInfo[] {
  const chinese = infos.filter(({ language }) => /^zh\b/i.test(language));
  return chinese.length > 0 ? chinese : infos;
}
