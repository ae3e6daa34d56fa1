import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pairs, turnAt } from './rotation.js';

const rotation = { anchorAt: 1_000, turnMs: 100, turns: [['a'], ['b'], ['c']] };

describe('a rotation', () => {
  test.each([
    [1_000, 'a'],
    [1_099, 'a'],
    [1_100, 'b'],
    [1_299, 'c'],
    [1_300, 'a'],
    [999, 'c'],
    [700, 'a'],
  ])('at %i has %s on duty', (at, person) => {
    expect(turnAt(rotation, at)).toEqual([person]);
  });

  test('has the same people a whole round later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 50 }), (at, rounds) => {
        expect(turnAt(rotation, at + rounds * 300)).toEqual(turnAt(rotation, at));
      }),
    );
  });

  test('without turns has nobody', () => {
    expect(turnAt({ ...rotation, turns: [] }, 5)).toEqual([]);
  });
});

test('people stand in pairs, each leading once; two share every turn, one stands alone', () => {
  expect(pairs(['a', 'b', 'c'])).toEqual([['a', 'b'], ['b', 'c'], ['c', 'a']]);
  expect(pairs(['a', 'b'])).toEqual([['a', 'b'], ['b', 'a']]);
  expect(pairs(['a'])).toEqual([['a']]);
  expect(pairs([])).toEqual([]);
});
