import { expect, test } from '@jest/globals';
import { outlineOf } from './outline.js';

const square = (west: number, south: number) => ({
  type: 'Polygon' as const,
  coordinates: [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]],
});

test('grids that touch have one outline around them; a piece apart is left aside', () => {
  const { outline, center } = outlineOf([square(0, 0), square(1, 0), square(9, 9)]);
  const corners = outline.coordinates[0]?.map(String) ?? [];
  // Corners where grids meet stay on it.
  expect(new Set(corners)).toEqual(new Set(['0,0', '1,0', '2,0', '2,1', '1,1', '0,1']));
  expect(corners[0]).toBe(corners.at(-1));
  expect(center).toEqual({ lng: expect.closeTo(1, 0), lat: expect.closeTo(0.5, 5) });
});
