import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readingOrder } from './clusters.js';
import { gridCodeOf, partsOf } from './grid-code.js';

describe('a grid code', () => {
  test('comes apart into what it was put together from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }), fc.integer({ min: 1, max: 999 }), (community, sequence) => {
        const parts = partsOf(gridCodeOf(String(community), sequence));
        expect(parts.district + parts.subdistrict + parts.community).toBe(String(community));
        expect(parts.sequence).toBe(sequence);
      }),
    );
  });

  test.each(['', '51170300100100', '5117030010010011', '51170300100100x', '511703001001000'])('%j is refused', (code) => {
    expect(() => partsOf(code)).toThrow(RangeError);
  });

  test('is refused for a sequence or a community that does not fit', () => {
    expect(() => gridCodeOf('511703001001', 0)).toThrow(RangeError);
    expect(() => gridCodeOf('511703001001', 1_000)).toThrow(RangeError);
    expect(() => gridCodeOf('511703001', 1)).toThrow(RangeError);
  });
});

test('a map is read row by row from the north, each row from the west', () => {
  const map = [
    [2, 0],
    [0, 9],
    [1, 1],
    [3, 8],
  ] as [number, number][];
  expect(readingOrder(map)).toEqual([1, 3, 2, 0]);
});
