import type { Entry } from '@shaodao/contracts/register/lists';
import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';

export const CHINA_MS = 8 * HOUR_MS;

/** The instant at which a day of China ends. */
export function endOfDay(date: string): number {
  return Date.parse(date) + DAY_MS - CHINA_MS;
}

export function beginningOfDay(date: string): number {
  return endOfDay(date) - DAY_MS;
}

/** Is a post held at an instant: active, and inside its term where it has one? The last day of a term belongs to it. */
export function inForce({ status, from, until }: Pick<Entry<'posts'>, 'status' | 'from' | 'until'>, at: number): boolean {
  if (status !== 'active') return false;
  return (from === null || at >= beginningOfDay(from)) && (until === null || at < endOfDay(until));
}
