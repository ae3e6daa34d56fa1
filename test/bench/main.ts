import { writeFileSync } from 'node:fs';
import { castOf } from '../world/case-road.js';
import { person } from '../world/people.js';
import { cost } from './cost.js';
import { lateness } from './lateness.js';
import { lists } from './lists.js';
import type { Figure } from './figures.js';
import { throughput } from './throughput.js';

/** Measures the running stack and writes its figures to the file named by the first argument. */
const cast = await castOf(await person('gridWorker'), person);
const figures: Record<string, Figure> = {};
for (const [name, measure] of Object.entries({ cost, throughput, lateness, lists })) {
  process.stdout.write(`${name} …\n`);
  Object.assign(figures, await measure(cast));
}
writeFileSync(process.argv[2] ?? 'figures.json', JSON.stringify(figures, null, 2));
