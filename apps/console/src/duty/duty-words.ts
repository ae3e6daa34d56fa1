import { timeWords } from '../clock/time-words.js';
import type { OnDuty } from './duty-queries.js';

/** How somebody came to be on duty. */
export const HOW_WORDS: Record<OnDuty['people'][number]['how'], string> = {
  roster: '按班表',
  swap: '换班',
  override: '临时调整',
  deputy: '代班',
  fallback: '兜底',
  post: '任职人员',
};

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

/** `2026-11-26` of an instant, in China. */
export function dayOf(at: string | number): string {
  return timeWords(at).slice(0, 10);
}

/** `11-26 周四` of a day. */
export function dayWords(day: string): string {
  return `${day.slice(5)} ${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''}`;
}

/** `18:00–次日 08:30`, `00:00–24:00`, and with its day where it ends later than the next. */
export function spanWords(fromAt: string, untilAt: string): string {
  const from = timeWords(fromAt);
  const until = timeWords(untilAt);
  const days = (Date.parse(`${until.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / DAY_MS;
  const end = until.slice(11);
  if (days === 0) return `${from.slice(11)}–${end}`;
  if (days === 1 && end === '00:00') return `${from.slice(11)}–24:00`;
  return `${from.slice(11)}–${days === 1 ? '次日' : dayWords(until.slice(0, 10))} ${end}`;
}

/** `11-26 周四 18:00–次日 08:30`. */
export function shiftWords({ fromAt, untilAt }: { fromAt: string; untilAt: string }): string {
  return `${dayWords(dayOf(fromAt))} ${spanWords(fromAt, untilAt)}`;
}

/** So many whole days from the beginning of a day in China on, as a request takes them. */
export function spanFrom(at: number, days: number): { from: string; until: string } {
  const start = Math.floor((at + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
  return { from: new Date(start).toISOString(), until: new Date(start + days * DAY_MS).toISOString() };
}

/** A name where it may be known. */
export function nameWords(name: string | null): string {
  return name ?? '（姓名不可见）';
}
