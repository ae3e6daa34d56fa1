import { writeFileSync } from 'node:fs';
import { castOf, type Cast } from '../world/case-road.js';
import { person } from '../world/people.js';
import { activation } from './activation.js';
import { cost } from './cost.js';
import { duty } from './duty.js';
import { herd } from './herd.js';
import { lateness } from './lateness.js';
import { lists } from './lists.js';
import { mode } from './mode.js';
import type { Figure } from './figures.js';
import { throughput } from './throughput.js';

/** Parts by name, in the order they run. */
const PARTS: Record<string, (cast: Cast) => Promise<Record<string, Figure>>> = {
  cost,
  throughput,
  lateness,
  lists,
  duty,
  activation,
  mode,
  herd500: (cast) => herd(cast, 500, 5),
  herd2000: (cast) => herd(cast, 2_000, 3),
  herd8000: (cast) => herd(cast, 8_000, 2),
};

/** Measures these parts on the running stack and writes their figures to the file named first. */
const [, , file = 'figures.json', ...parts] = process.argv;
const cast = await castOf(await person('gridWorker'), person);
const figures: Record<string, Figure> = {};
for (const [name, measure] of Object.entries(PARTS)) {
  if (!parts.includes(name)) continue;
  process.stdout.write(`${name} …\n`);
  Object.assign(figures, await measure(cast));
}
writeFileSync(file, JSON.stringify(figures, null, 2));
