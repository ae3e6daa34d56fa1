import { describe, expect, test } from '@jest/globals';
import { distance } from '@turf/turf';
import fc from 'fast-check';
import { checkGround } from './check-ground.js';
import { shapeIn, spotIn, storedShape, storedSpot, type Crs } from './crs.js';
import { townOf } from './fixture/town.js';
import { polygonsOf } from './shape.js';

/** Anywhere in China, a corner on the 11 cm lattice. */
const spot = fc.record({
  lng: fc.integer({ min: 74_000_000, max: 134_000_000 }).map((micro) => micro / 1_000_000),
  lat: fc.integer({ min: 18_000_000, max: 53_000_000 }).map((micro) => micro / 1_000_000),
});
/** Whatever a map hands in: all digits a number has. */
const anySpot = fc.record({ lng: fc.double({ min: 74, max: 134, noNaN: true }), lat: fc.double({ min: 18, max: 53, noNaN: true }) });

function metresBetween(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  return distance([a.lng, a.lat], [b.lng, b.lat], { units: 'meters' });
}

describe('a point', () => {
  test('is the same in CGCS2000 and WGS84', () => {
    for (const crs of ['CGCS2000', 'WGS84'] satisfies Crs[]) {
      fc.assert(fc.property(anySpot, (at) => {
        expect(spotIn(crs, at)).toEqual(at);
        expect(storedSpot(at, crs)).toEqual(at);
      }));
    }
  });

  test('lies hundreds of metres off on a domestic map, and comes back to the last digit stored', () => {
    fc.assert(
      fc.property(spot, (at) => {
        const shown = spotIn('GCJ02', at);
        expect(metresBetween(at, shown)).toBeGreaterThan(20);
        expect(metresBetween(at, shown)).toBeLessThan(1_500);
        expect(storedSpot(shown, 'GCJ02')).toEqual(at);
      }),
      { numRuns: 2_000 },
    );
  });

  test('taken from a domestic map is shown there again within a centimetre', () => {
    fc.assert(
      fc.property(anySpot, (shown) => {
        expect(metresBetween(spotIn('GCJ02', storedSpot(shown, 'GCJ02')), shown)).toBeLessThan(0.01);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is where gcoord and the map services have it', () => {
    const { lng, lat } = spotIn('GCJ02', { lng: 107.5, lat: 31.2 });
    expect(lng).toBeCloseTo(107.504554, 6);
    expect(lat).toBeCloseTo(31.197758, 6);
  });
});

describe('ground', () => {
  const town = townOf(60, 9);

  test('drawn on a domestic map comes back as it was, holes and parts too', () => {
    for (const { polygon } of town) {
      const shown = shapeIn('GCJ02', polygon);
      expect(shown).not.toEqual(polygon);
      expect(polygonsOf(shown).map((rings) => rings.length)).toEqual(polygonsOf(polygon).map((rings) => rings.length));
      expect(storedShape(shown, 'GCJ02')).toEqual(polygon);
      expect(storedShape(shapeIn('WGS84', polygon), 'WGS84')).toEqual(polygon);
    }
  });

  test('that is tiled stays tiled on a domestic map', () => {
    expect(checkGround(town.map((grid) => ({ ...grid, polygon: shapeIn('GCJ02', grid.polygon) })))).toEqual([]);
  });
});
