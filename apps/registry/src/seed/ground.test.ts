import { beforeAll, describe, expect, test } from '@jest/globals';
import { GroundIndex } from '../ground/ground-index.js';
import { growGround, outlineOf, type GroundGrid, type GroundPolygon } from './ground.js';
import { AREA_KM2 } from './outline.js';
import { districtPlaces } from './places.js';
import { centroid, doubleArea, type Point } from './plane.js';
import { randomFrom } from './random.js';

const EARTH_KM = 6_371;
const LATTICE = 1_000_000;

/** Twice the area on the lattice the corners are written on: whole numbers, so sums are exact. */
function doubleAreaOnLattice({ coordinates: [ring = []] }: GroundPolygon): number {
  const [originLng, originLat] = [107, 31];
  return doubleArea(
    ring.map(([lng, lat]) => [Math.round((lng - originLng) * LATTICE), Math.round((lat - originLat) * LATTICE)]),
  );
}

function areaKm2({ coordinates: [ring = []] }: GroundPolygon): number {
  const radians = Math.PI / 180;
  const flat = ring.map(([lng, lat]): Point => [lng * radians, Math.sin(lat * radians)]);
  return (doubleArea(flat) / 2) * EARTH_KM ** 2;
}

describe('the ground of the district', () => {
  let grids: GroundGrid[];
  let outline: GroundPolygon;
  beforeAll(() => {
    ({ grids, outline } = growGround(districtPlaces().places, randomFrom(511_703)));
  });

  test('has 287 grids in 28 communities of 4 subdistricts, each with its own code', () => {
    expect(new Set(grids.map((grid) => grid.code)).size).toBe(287);
    expect(new Set(grids.map((grid) => grid.communityCode)).size).toBe(28);
    expect(new Set(grids.map((grid) => grid.code.slice(0, 9))).size).toBe(4);
  });

  test('covers the published area', () => {
    expect(areaKm2(outline)).toBeCloseTo(AREA_KM2, 1);
  });

  test('is tiled exactly: every inner edge is walked once each way and the areas add up to the last digit', () => {
    const edges = new Set<string>();
    for (const [ring = []] of grids.map((grid) => grid.polygon.coordinates)) {
      ring.slice(1).forEach((to, at) => edges.add(JSON.stringify([ring[at], to])));
    }
    const walks = grids.reduce((sum, grid) => sum + (grid.polygon.coordinates[0]?.length ?? 0) - 1, 0);
    expect(edges.size).toBe(walks);
    expect(outlineOf(grids.map((grid) => grid.polygon))).toEqual(outline);
    const sum = grids.reduce((area, grid) => area + doubleAreaOnLattice(grid.polygon), 0);
    expect(sum).toBe(doubleAreaOnLattice(outline));
  });

  test('has closed rings that run counter-clockwise, as RFC 7946 asks', () => {
    for (const { polygon } of [...grids, { polygon: outline }]) {
      const [ring = []] = polygon.coordinates;
      expect(ring.at(-1)).toEqual(ring[0]);
      expect(doubleAreaOnLattice(polygon)).toBeGreaterThan(0);
    }
  });

  test('nests: each community and each subdistrict is one piece of ground', () => {
    for (const digits of [9, 12]) {
      for (const own of Map.groupBy(grids, (grid) => grid.code.slice(0, digits)).values()) {
        expect(outlineOf(own.map((grid) => grid.polygon)).coordinates).toHaveLength(1);
      }
    }
  });

  test('gives a point inside to exactly its grid, a point on a border to one, and a point outside to none', () => {
    const index = new GroundIndex(grids);
    for (const grid of grids) {
      const [lng, lat] = centroid(shifted(grid.polygon));
      expect(index.at({ lng: lng + 107, lat: lat + 31 })?.code).toBe(grid.code);
      const [cornerLng = 0, cornerLat = 0] = grid.polygon.coordinates[0]?.[0] ?? [];
      expect(index.at({ lng: cornerLng, lat: cornerLat })).not.toBeNull();
    }
    expect(index.at({ lng: 108, lat: 31.2 })).toBeNull();
    expect(new GroundIndex([]).at({ lng: 107.51, lat: 31.2 })).toBeNull();
  });
});

/** Nearer to zero, where a centroid loses no digits. */
function shifted({ coordinates: [ring = []] }: GroundPolygon): Point[] {
  return ring.map(([lng, lat]) => [lng - 107, lat - 31]);
}
