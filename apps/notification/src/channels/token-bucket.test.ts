import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket } from './token-bucket.js';

test('in no window of a second goes more than nine tenths of the limit, shared by those who send', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 500 }), fc.integer({ min: 1, max: 3 }), fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 400 }), (limit, processes, gaps) => {
      const buckets = Array.from({ length: processes }, () => TokenBucket.perSecond(limit, processes));
      const sent: number[] = [];
      let now = 1_000_000;
      for (const [index, gap] of gaps.entries()) {
        now += gap;
        const waitMs = buckets[index % processes]?.book(1, now, 5_000) ?? null;
        if (waitMs !== null) sent.push(now + waitMs);
      }
      sent.sort((one, other) => one - other);
      // One more where the tenth of a small limit is less than one.
      for (const [index, at] of sent.entries()) expect(sent.slice(index).filter((other) => other < at + 1_000).length).toBeLessThanOrEqual(Math.ceil(0.9 * limit) + processes);
    }),
  );
});

test('what would have to wait too long is not booked', () => {
  const bucket = TokenBucket.perSecond(10, 1);
  expect([bucket.book(1, 0, 0), bucket.book(1, 0, 100), bucket.book(1, 0, 125), bucket.book(1, 125, 0)]).toEqual([0, null, 125, null]);
});

test('a day’s budget goes at once up to its part, and 0 is none', () => {
  expect(TokenBucket.perDay(1_000, 1).book(450, 1, 0)).toBe(0);
  expect(TokenBucket.perDay(1_000, 1).book(451, 1, 0)).toBeNull();
  expect(TokenBucket.perDay(0, 1).book(1_000_000, 1, 0)).toBe(0);
});
