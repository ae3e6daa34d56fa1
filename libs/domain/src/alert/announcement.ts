import { RESPONSE_LEVELS, type ResponseLevel } from '../activation/level.js';
import { DRILL_PREFIX } from '../activation/realm.js';
import { CATEGORY_OF, type AlertHazard } from './hazard.js';
import { severityOf } from './level.js';
import type { CapInfo, CapMessage, CapReference } from './message.js';
import { HOLDS_MS } from './proposal.js';

/** A line of an activation's history, as far as others are told of it. */
export interface AnnouncedLine {
  seq: number;
  at: number;
  /** The fact's; those that change nothing for others are passed over. */
  type: string;
  areas: readonly string[];
  level: ResponseLevel | null;
}

/** An activation as it is announced. No word of a person, and none that a person wrote. */
export interface Announced {
  /** As people read it aloud; unique. */
  number: string;
  planName: string;
  hazard: AlertHazard;
  /** 灾种 as people call it. */
  eventName: string;
  drill: boolean;
  areas: readonly { code: string; name: string }[];
  history: readonly AnnouncedLine[];
}

/** Who announces. */
export interface Announcer {
  /** {@link CAP_NAME}; unique in the world. */
  sender: string;
  senderName: string;
}

const LEVEL_NAMES: Record<ResponseLevel, string> = { I: 'Ⅰ级', II: 'Ⅱ级', III: 'Ⅲ级', IV: 'Ⅳ级' };
const URGENCY: Record<ResponseLevel, CapInfo['urgency']> = { I: 'Immediate', II: 'Immediate', III: 'Expected', IV: 'Expected' };
const CERTAINTY: Record<ResponseLevel, CapInfo['certainty']> = { I: 'Observed', II: 'Likely', III: 'Likely', IV: 'Possible' };

const RESTRICTION = '应急指挥体系内部使用';
const GEOCODE = '行政区划代码';

/** A CAP message and the event of the history it tells. */
export interface Announcement {
  seq: number;
  message: CapMessage;
}

/**
 * An activation's messages, oldest first: Alert when it takes effect, Update at every change of level or ground, Cancel at
 * stand-down; none of one that never took effect. Each names all before it, and none changes by what comes after.
 */
export function announcementsOf(activation: Announced, announcer: Announcer): Announcement[] {
  const made: Announcement[] = [];
  let inForce = new Map<string, ResponseLevel>();
  let onset: number | null = null;
  for (const line of activation.history) {
    const before = inForce;
    inForce = after(before, line);
    if (line.type === 'tookEffect') onset = line.at;
    const msgType = onset === null ? null : typeOf(line, inForce);
    // All ground is stood down in one line, the whole in the next: the Cancel names the ground that was left.
    if (line.type === 'areasStoodDown' && inForce.size === 0) inForce = before;
    if (msgType === null || onset === null) continue;
    const references = made.map(({ message }): CapReference => ({ sender: message.sender, identifier: message.identifier, sentAt: message.sentAt }));
    const told = { activation, announcer, msgType, at: line.at, onset, inForce };
    made.push({
      seq: line.seq,
      message: {
        identifier: `${activation.number}.${line.seq}`,
        sender: announcer.sender,
        sentAt: line.at,
        status: activation.drill ? 'Exercise' : 'Actual',
        msgType,
        scope: 'Restricted',
        restriction: RESTRICTION,
        references,
        infos: RESPONSE_LEVELS.filter((level) => [...inForce.values()].includes(level)).map((level) => infoOf(told, level)),
      },
    });
  }
  return made;
}

function after(before: ReadonlyMap<string, ResponseLevel>, { type, areas, level }: AnnouncedLine): Map<string, ResponseLevel> {
  const now = new Map(before);
  for (const code of areas) {
    if (type === 'areasStoodDown') now.delete(code);
    else if (level !== null && (type === 'pressed' || (now.has(code) && (type === 'upgraded' || type === 'downgraded')))) now.set(code, level);
  }
  return now;
}

function typeOf({ type }: AnnouncedLine, inForce: ReadonlyMap<string, ResponseLevel>): 'Alert' | 'Update' | 'Cancel' | null {
  switch (type) {
    case 'tookEffect':
      return 'Alert';
    case 'upgraded':
    case 'downgraded':
      return 'Update';
    case 'areasStoodDown':
      return inForce.size === 0 ? null : 'Update';
    case 'stoodDown':
      return 'Cancel';
    default:
      return null;
  }
}

interface Told {
  activation: Announced;
  announcer: Announcer;
  msgType: 'Alert' | 'Update' | 'Cancel';
  at: number;
  onset: number;
  inForce: ReadonlyMap<string, ResponseLevel>;
}

function infoOf({ activation, announcer, msgType, at, onset, inForce }: Told, level: ResponseLevel): CapInfo {
  const { planName, hazard, eventName, drill } = activation;
  const areas = activation.areas.filter(({ code }) => inForce.get(code) === level);
  const over = msgType === 'Cancel';
  const mark = drill ? DRILL_PREFIX : '';
  const where = areas.map(({ name }) => name).join('、');
  const levelName = LEVEL_NAMES[level];
  return {
    language: 'zh-CN',
    categories: [CATEGORY_OF[hazard]],
    event: eventName,
    responseTypes: [over ? 'AllClear' : 'Execute'],
    urgency: over ? 'Past' : URGENCY[level],
    severity: severityOf(level),
    certainty: over ? 'Observed' : CERTAINTY[level],
    eventCodes: [],
    effectiveAt: at,
    onsetAt: onset,
    // What is in force ends by its Cancel: an end written today would be a guess that others act on (D).
    expiresAt: over ? at + HOLDS_MS : null,
    senderName: announcer.senderName,
    headline: `${mark}${HEADLINES[msgType](planName, levelName)}`,
    description: `${mark}${where}：${DESCRIPTIONS[msgType](planName, levelName)}`,
    instruction: `${mark}${over ? '按预案恢复平时值守，完成终报。' : '按预案和应急任务清单到岗履责，接到通知后及时确认。'}`,
    areas: areas.map(({ code, name }) => ({ desc: name, polygons: [], circles: [], geocodes: [{ name: GEOCODE, value: code }] })),
  };
}

const HEADLINES: Record<Told['msgType'], (plan: string, level: string) => string> = {
  Alert: (plan, level) => `启动${plan}${level}应急响应`,
  Update: (plan, level) => `调整${plan}应急响应：${level}`,
  Cancel: (plan) => `终止${plan}应急响应`,
};
const DESCRIPTIONS: Record<Told['msgType'], (plan: string, level: string) => string> = {
  Alert: (plan, level) => `已启动${plan}${level}应急响应，转入急时状态。`,
  Update: (plan, level) => `${plan}现为${level}应急响应。`,
  Cancel: (plan) => `${plan}应急响应已终止，恢复平时状态。`,
};
