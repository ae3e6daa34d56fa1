import { setImmediate as soon } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { inLanes } from './lanes.js';
import { Turns } from './turns.js';

test('no more work at once than there are turns, in the order it came, and a failure frees its turn', async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  let working = 0;
  let most = 0;
  const ended = await Promise.allSettled(
    [0, 1, 2, 3, 4, 5].map((name) =>
      turns.take(async () => {
        begun.push(name);
        most = Math.max(most, ++working);
        await soon();
        working--;
        if (name === 1) throw new Error('one');
        return name;
      }),
    ),
  );
  expect([most, begun, ended.map(({ status }) => status === 'fulfilled')]).toEqual([2, [0, 1, 2, 3, 4, 5], [true, false, true, true, true, true]]);
});

test('lanes answer in the order of the items, and fail only after all have ended', async () => {
  expect(await inLanes([3, 1, 2], 2, async (item) => (await soon(), item * 2))).toEqual([6, 2, 4]);
  const done: number[] = [];
  const work = async (item: number): Promise<void> => {
    await soon();
    if (item === 0) throw new Error('one');
    done.push(item);
  };
  await expect(inLanes([0, 1, 2, 3], 2, work)).rejects.toThrow('one');
  expect(done).toEqual([1, 2, 3]);
});
