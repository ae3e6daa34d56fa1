import { HOUR_MS } from '@shaodao/domain/calendar';
import type { Limit } from '@shaodao/domain/limit';
import type { ClosingPhase } from '@shaodao/domain/policy';

/** Limits as offices write them: 3工作日, 4工作时, 8紧急工作时, 2紧急工作日 (GB/T 30428). */

const UNIT_WORDS = { workHour: '工作时', workDay: '工作日', urgentHour: '紧急工作时', urgentDay: '紧急工作日' } as const;
const UNITS = new Map<string, Limit['unit']>(Object.entries(UNIT_WORDS).map(([unit, zh]) => [zh, unit as Limit['unit']]));
const ONE = String.raw`(\d+(?:\.\d+)?)\s*(毫秒)?\s*(紧急工作时|紧急工作日|工作时|工作日)`;

export const LIMIT_EXAMPLE = '3工作日';

/** Hours with up to four decimals; what is no round part of an hour is written in milliseconds of it, so that nothing is lost. */
export function printLimit(limit: Limit): string {
  const zh = UNIT_WORDS[limit.unit];
  if ('days' in limit) return `${limit.days}${zh}`;
  const hours = limit.ms / HOUR_MS;
  return Math.round(hours * 10_000) / 10_000 * HOUR_MS === limit.ms ? `${hours}${zh}` : `${limit.ms}毫秒${zh}`;
}

/** What is not written so comes back as it is, to be refused with its place. */
export function readLimit(cell: string): unknown {
  const [, amount, inMs, zh = ''] = new RegExp(`^${ONE}$`).exec(cell.trim()) ?? [];
  return amount === undefined ? cell : limitOf(Number(amount), inMs !== undefined, zh);
}

function limitOf(amount: number, inMs: boolean, zh: string): unknown {
  const unit = UNITS.get(zh);
  if (unit === 'workDay' || unit === 'urgentDay') return { unit, days: amount };
  return { unit, ms: inMs ? amount : Math.round(amount * HOUR_MS) };
}

export function printPhases(phases: readonly ClosingPhase[]): string {
  return phases.map(({ name, limit }) => `${name}：${printLimit(limit)}`).join('；');
}

/** The name of a phase may hold any character but a ； right after what reads as a limit. */
export function readPhases(cell: string): unknown {
  const found = [...cell.matchAll(new RegExp(`\\s*(.+?)[：:]\\s*${ONE}\\s*(?:[；;]|$)`, 'gsu'))];
  const whole = found.reduce((length, [own]) => length + own.length, 0);
  if (whole !== cell.length) return cell;
  return found.map(([, name = '', amount = '', inMs, zh = '']) => ({ name, limit: limitOf(Number(amount), inMs !== undefined, zh) }));
}
