import { writeFileSync } from 'node:fs';
import { anyCategory, gridOf } from '../world/case-road.js';
import { person } from '../world/people.js';
import { cost } from './cost.js';
import { lateness } from './lateness.js';
import { lists } from './lists.js';
import type { Figure } from './figures.js';
import type { Cast } from './road.js';
import { throughput } from './throughput.js';

/** Measures the running stack and writes its figures to the file named by the first argument. */
const worker = await person('gridWorker');
const gridId = await gridOf(worker);
const grid = await worker.get<{ attachedDepartmentIds: string[] }>(`/api/grids/${gridId}`);
const cast: Cast = {
  worker,
  officer: await person('departmentDuty', 0, (one) => grid.body.attachedDepartmentIds.includes(one.departmentId ?? '')),
  secretary: await person('communitySecretary', 0, (one) => worker.account.areaCode.startsWith(one.areaCode)),
  gridId,
  categoryCode: await anyCategory(worker),
};
const figures: Record<string, Figure> = {};
for (const [name, measure] of Object.entries({ cost, throughput, lateness, lists })) {
  process.stdout.write(`${name} …\n`);
  Object.assign(figures, await measure(cast));
}
writeFileSync(process.argv[2] ?? 'figures.json', JSON.stringify(figures, null, 2));
