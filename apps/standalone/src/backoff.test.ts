import { nextWait } from '@shaodao/standalone/backoff';
import { expect, test } from '@jest/globals';

test('waits double from one second to half a minute and begin anew after a steady minute', () => {
  const waits: number[] = [];
  for (let wait: number | null = null; waits.length < 7; waits.push(wait)) wait = nextWait(wait, 10);
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(nextWait(30_000, 60_000)).toBe(1_000);
});
