/** A child that dies is back after a second, then after twice as long each time, at most half a minute. */
export const FIRST_WAIT_MS = 1_000;
export const LONGEST_WAIT_MS = 30_000;
/** Having lived this long, a child has earned a fresh start. */
export const STEADY_MS = 60_000;

export function nextWait(lastWaitMs: number | null, livedMs: number): number {
  if (lastWaitMs === null || livedMs >= STEADY_MS) return FIRST_WAIT_MS;
  return Math.min(lastWaitMs * 2, LONGEST_WAIT_MS);
}
