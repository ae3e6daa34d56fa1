import { writeFileSync } from 'node:fs';
import type { Entry } from '@shaodao/contracts/register/lists';
import type { Spot } from '@shaodao/domain/ground-shape';
import { GroundIndex } from '@shaodao/registry/ground/ground-index';
import { growFivePlaces } from '@shaodao/registry/seed/five-places/five-places';
import { randomFrom, pickOne, type Random } from '@shaodao/registry/seed/random';
import { figure, quantile } from './figures.js';

/** Points in the ground of five places, in process; writes its figures to the file named by the first argument. */
const POINTS = 100_000;
const ROUNDS = 5;
/** A box around a grid, so much wider on each side, holds points of its neighbours and of nobody too. */
const AROUND = 0.5;

const grids = growFivePlaces().filter(({ list }) => list === 'grids').map(({ entry }) => entry as Entry<'grids'>);
const index = new GroundIndex(grids);
const random = randomFrom(POINTS);
const p50: number[] = [];
const p99: number[] = [];
let found = 0;
for (let round = 0; round <= ROUNDS; round++) {
  const points = Array.from({ length: POINTS }, () => near(pickOne(random, grids), random));
  const took = points.map((point) => {
    const startedAt = performance.now();
    const grid = index.at(point);
    const ms = performance.now() - startedAt;
    if (grid !== null) found++;
    return ms;
  });
  // The first round warms the machine code.
  if (round === 0) continue;
  p50.push(quantile(took, 0.5));
  p99.push(quantile(took, 0.99));
}
process.stdout.write(`${Math.round((100 * found) / (POINTS * (ROUNDS + 1)))} % of the points lay in a grid\n`);
const figures = {
  'pointInGrid.p50Ms': figure(p50, `ms, ${grids.length} grids, in process`, ''),
  'pointInGrid.p99Ms': figure(p99, `ms, ${grids.length} grids, 100,000 random points`, '<= 1'),
};
writeFileSync(process.argv[2] ?? 'figures.json', JSON.stringify(figures, null, 2));

function near({ polygon }: Entry<'grids'>, random: Random): Spot {
  const ring = (polygon ?? grids[0]?.polygon)?.coordinates[0] ?? [];
  return { lng: between(ring.map(([lng]) => lng), random), lat: between(ring.map(([, lat]) => lat), random) };
}

function between(values: number[], random: Random): number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least - AROUND * (most - least) + random() * (1 + 2 * AROUND) * (most - least);
}
