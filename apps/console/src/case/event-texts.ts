import type { OnDuty } from '@shaodao/domain/case/event';
import type { CaseEvent } from '../api.js';

/** Words a person gave with a command, in the order they are read. */
const TEXT_WORDS: readonly (readonly [string, string])[] = [
  ['name', '文件'],
  ['reason', '理由'],
  ['whom', '联系对象'],
  ['measure', '措施'],
  ['result', '结果'],
  ['remark', '备注'],
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
