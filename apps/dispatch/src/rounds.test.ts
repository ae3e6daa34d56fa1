import { expect, test } from '@jest/globals';
import { makeRounds } from './rounds.js';

test('a look that fails is told without its words and made again', async () => {
  const end = new AbortController();
  const told: string[] = [];
  let looks = 0;
  await makeRounds({ everyMs: 1, signal: end.signal, log: { warn: (line: string) => told.push(line) } }, async () => {
    looks++;
    if (looks === 1) throw new RangeError('路灯不亮');
    end.abort();
  });
  expect(looks).toBe(2);
  expect(told).toEqual(['not looked: RangeError']);
});

test('their end does not wait for the next look', async () => {
  const end = new AbortController();
  const looked = Promise.withResolvers<void>();
  const rounds = makeRounds({ everyMs: 3_600_000, signal: end.signal, log: { warn: () => undefined } }, async () => looked.resolve());
  await looked.promise;
  end.abort();
  await rounds;
});

test('none is made after their end', async () => {
  let looks = 0;
  await makeRounds({ everyMs: 1, signal: AbortSignal.abort(), log: { warn: () => undefined } }, async () => {
    looks++;
  });
  expect(looks).toBe(0);
});
