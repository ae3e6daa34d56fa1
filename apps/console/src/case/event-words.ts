import type { CaseFact, OnDuty } from '@shaodao/domain/case/event';
import { timeWords } from '../clock/time-words.js';
import type { CaseEvent } from '../api.js';
import { DEADLINE_WORDS, KIND_WORDS, LEVEL_WORDS, PART_WORDS } from './case-words.js';

interface EventWords {
  title: string;
  detail?: string;
  /** A miss or a step up: marked besides its colour. */
  alarm?: boolean;
}

const CAUSE_WORDS = { deadline: '到时自动', manual: '人工', whistle: '随哨声' } as const;

/** One line of history in Chinese. `name` gives a department's name for its id. */
export function eventWords(event: CaseEvent, name: (departmentId: string) => string): EventWords {
  // The record is written by the domain's own events; a newer kind falls through to its identifier.
  const fact = event.fact as CaseFact;
  const late = 'inTime' in fact && !fact.inTime;
  const inTime = late ? '已超时' : '按时';
  switch (fact.type) {
    case 'reported':
      return { title: '报事' };
    case 'accepted':
      return { title: '受理' };
    case 'filed':
      return { title: '立案', detail: `类别 ${fact.category.name}，网格 ${fact.place.gridCode}` };
    case 'rejected':
      return { title: '不予受理' };
    case 'whistled':
      return {
        title: fact.kind === 'grid' ? '网格吹哨' : `吹哨（${KIND_WORDS[fact.kind]}）`,
        detail: fact.departments.map(({ departmentId, part }) => `${name(departmentId)}（${PART_WORDS[part]}）`).join('、'),
      };
    case 'whistleWithdrawn':
      return { title: '撤回哨声' };
    case 'signed':
      return { title: '签收', detail: `${name(fact.departmentId)}，${inTime}`, alarm: late };
    case 'leadTaken':
      return { title: '首接负责', detail: `${name(fact.departmentId)} 为主办` };
    case 'contacted':
      return {
        title: '联系',
        detail: `${name(fact.departmentId)}，${inTime}，计划 ${timeWords(fact.plannedFinishAt)} 办结`,
        alarm: late,
      };
    case 'reportedIn':
      return { title: '报到', detail: `${name(fact.departmentId)}，${inTime}`, alarm: late };
    case 'taskFinished':
      return { title: '办结', detail: `${name(fact.departmentId)}，${inTime}`, alarm: late };
    case 'settled':
      return { title: '就地办结' };
    case 'verified':
      return { title: '核查通过' };
    case 'reworkOrdered':
      return { title: '返工' };
    case 'closed':
      return { title: '结案' };
    case 'escalated':
      return {
        title: `提级：${LEVEL_WORDS[fact.from]} → ${LEVEL_WORDS[fact.to]}`,
        detail: CAUSE_WORDS[fact.cause],
        alarm: fact.cause === 'deadline',
      };
    case 'stepMissed':
      return {
        title: `未按时${DEADLINE_WORDS[fact.step]}`,
        detail: `${name(fact.departmentId)}，第 ${fact.rung + 1} 次催办`,
        alarm: true,
      };
    case 'supervised':
      return {
        title: `督办（第 ${fact.times} 次）`,
        ...(fact.departmentId === null ? {} : { detail: name(fact.departmentId) }),
        alarm: true,
      };
    default:
      return { title: event.type };
  }
}

/** Words a person gave with a command, in the order they are read. */
const TEXT_WORDS: readonly (readonly [string, string])[] = [
  ['reason', '理由'],
  ['whom', '联系对象'],
  ['measure', '措施'],
  ['result', '结果'],
];

export function textLines(text: CaseEvent['text']): string[] {
  if (text === null) return [];
  return TEXT_WORDS.flatMap(([field, words]) => {
    const said = text[field];
    return typeof said === 'string' && said !== '' ? [`${words}：${said}`] : [];
  });
}

const VIA_WORDS: Record<OnDuty['via'], string> = {
  roster: '按值班表',
  fallback: '按备班',
  levelAbove: '由上一级',
  nobody: '无人在岗',
};

export function viaWords(via: OnDuty['via']): string {
  return VIA_WORDS[via];
}
