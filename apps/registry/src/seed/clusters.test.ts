import { expect, test } from '@jest/globals';
import { readingOrder } from './clusters.js';

test('a map is read row by row from the north, each row from the west', () => {
  const map = [
    [2, 0],
    [0, 9],
    [1, 1],
    [3, 8],
  ] as [number, number][];
  expect(readingOrder(map)).toEqual([1, 3, 2, 0]);
});
