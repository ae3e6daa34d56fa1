import { boxAround, DUPLICATE_METRES, DUPLICATE_MS, likenessOf, metresBetween, type Point, type Reported } from '@shaodao/domain/case/duplicate';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

/** In 达川区. */
const HERE: Point = { lng: 107.5, lat: 31.2 };
/** A degree of latitude is 111.195 km on a sphere of the mean radius. */
const north = (metres: number): Point => ({ lng: HERE.lng, lat: HERE.lat + metres / 111_195.08 });
const first: Reported = { categoryCode: '1', gridId: 'a', location: HERE, reportedAt: 1_000_000_000 };

describe('the distance of two points', () => {
  test.each<[string, Point, Point, number]>([
    ['Beijing and Shanghai', { lng: 116.4074, lat: 39.9042 }, { lng: 121.4737, lat: 31.2304 }, 1_067_300],
    ['a degree along the equator', { lng: 0, lat: 0 }, { lng: 1, lat: 0 }, 111_195],
    ['across the date line', { lng: 179.5, lat: 0 }, { lng: -179.5, lat: 0 }, 111_195],
    ['pole to pole', { lng: 0, lat: 90 }, { lng: 120, lat: -90 }, 20_015_115],
    ['a point and itself', HERE, HERE, 0],
  ])('%s', (_, a, b, metres) => {
    expect(Math.abs(metresBetween(a, b) - metres)).toBeLessThan(metres / 10_000 + 0.001);
    expect(metresBetween(b, a)).toBeCloseTo(metresBetween(a, b), 6);
  });
});

const point = fc.record({
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
});

test('the box around a point holds every point that is near enough', () => {
  const near = fc.record({ metres: fc.integer({ min: 1, max: 50_000 }), share: fc.double({ min: 0, max: 0.999_9, noNaN: true }), bearing: fc.double({ min: 0, max: 6.28, noNaN: true }) });
  fc.assert(
    fc.property(point, near, (centre, { metres, share, bearing }) => {
      const other = moved(centre, metres * share, bearing);
      const { west, east, south, north: top } = boxAround(centre, metres);
      expect(other.lat >= south && other.lat <= top && other.lng >= west && other.lng <= east).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

describe('a case looks like another reported again', () => {
  test.each<[string, Partial<Reported>, { metres: number | null } | null]>([
    ['at the same place and time', {}, { metres: 0 }],
    ['up to 300 metres away', { location: north(DUPLICATE_METRES - 0.1) }, { metres: expect.closeTo(299.9, 1) as unknown as number }],
    ['not beyond', { location: north(DUPLICATE_METRES + 0.1) }, null],
    ['up to 72 hours later', { reportedAt: first.reportedAt + DUPLICATE_MS }, { metres: 0 }],
    ['up to 72 hours earlier', { reportedAt: first.reportedAt - DUPLICATE_MS }, { metres: 0 }],
    ['not a millisecond beyond', { reportedAt: first.reportedAt + DUPLICATE_MS + 1 }, null],
    ['not of another category', { categoryCode: '2' }, null],
    ['in another grid, when the points are near', { gridId: 'b' }, { metres: 0 }],
    ['in the same grid, when it has no point', { location: null }, { metres: null }],
    ['not in another grid without a point', { location: null, gridId: 'b' }, null],
    ['not far away in the same grid', { location: north(5_000) }, null],
  ])('%s', (_, change, likeness) => {
    const other = { ...first, ...change };
    expect(likenessOf(first, other)).toEqual(likeness);
    expect(likenessOf(other, first)).toEqual(likeness);
  });
});

/** The point at a distance and bearing on the sphere. */
function moved({ lng, lat }: Point, metres: number, bearing: number): Point {
  const angle = metres / 6_371_008.8;
  const rad = Math.PI / 180;
  const at = Math.asin(Math.sin(lat * rad) * Math.cos(angle) + Math.cos(lat * rad) * Math.sin(angle) * Math.cos(bearing));
  const turned = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(lat * rad),
    Math.cos(angle) - Math.sin(lat * rad) * Math.sin(at),
  );
  return { lng: ((((lng + turned / rad + 540) % 360) + 360) % 360) - 180, lat: at / rad };
}
