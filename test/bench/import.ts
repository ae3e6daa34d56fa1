import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LISTS } from '@shaodao/contracts/register/lists';
import { pidOf } from '../world/children.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';
import { forgetPeak, peakMiB, residentMiB } from './memory.js';

/**
 * Imports the office files of five places over HTTP into the running stack; writes what it took to the file named by the first
 * argument. The second is `xlsx` or `csv`, the third the folder of the files.
 */
const LIMIT_MS = 900_000;

/** An import as a client sees it, as far as this one looks. */
interface Import {
  id: string;
  state: string;
  endedAt: string | null;
  report: { lists: { new: number; changed: number; unchanged: number }[]; faults: object[] } | null;
}

const [, , target = 'import.json', format = 'xlsx', folder = ''] = process.argv;

const leader = await person('centreLeader');
const registry = pidOf('registry');
const beforeMiB = residentMiB(registry);
forgetPeak(registry);
let rows = 0;
let written = 0;
let seconds = 0;
for (const files of batches()) {
  const startedAt = performance.now();
  const { lists } = await imported(leader, files);
  seconds += (performance.now() - startedAt) / 1_000;
  for (const list of lists) {
    written += list.new + list.changed;
    rows += list.new + list.changed + list.unchanged;
  }
  process.stdout.write(`${files.length} files of ${format}: ${rows} rows, ${written} of them new, ${seconds.toFixed(1)} s so far\n`);
}
const [standing] = await query<{ digest: string; entries: number }>(
  `SELECT md5(string_agg(md5(list || ' ' || key || ' ' || body::text), '' ORDER BY list COLLATE "C", key COLLATE "C")) AS digest, count(*)::int AS entries FROM registry.standing`,
  [],
);
const measured = { rows, written, seconds, beforeMiB, afterMiB: residentMiB(registry), peakMiB: peakMiB(registry), ...standing };
writeFileSync(target, JSON.stringify(measured, null, 2));

/** What goes in at once: the register's lists together, then the residents, as workbooks or as CSV files. */
function batches(): string[][] {
  if (format === 'xlsx') return [['五地.xlsx'], ['五地居民.xlsx']];
  const there = new Set(readdirSync(folder));
  const files = Object.values(LISTS).map(({ zh }) => `${zh}.csv`).filter((name) => there.has(name));
  const residents = `${LISTS.residents.zh}.csv`;
  return [files.filter((name) => name !== residents), [residents]];
}

/** Sends the files and waits until they are in. Throws when they are not taken whole. */
async function imported(someone: Person, names: readonly string[]): Promise<NonNullable<Import['report']>> {
  const form = new FormData();
  form.set('reason', '五地一并导入');
  for (const name of names) form.append('file', new Blob([readFileSync(join(folder, name))]), name);
  const response = await fetch(`${place.url}/api/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${someone.token}`, 'idempotency-key': randomUUID() },
    body: form,
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  const begun = (await response.json()) as Import;
  if (!response.ok) throw new Error(`import: ${response.status} ${JSON.stringify(begun)}`);
  const ended = await until('the end of the import', () => endOf(someone, begun.id), LIMIT_MS);
  if (ended.state !== 'done' || ended.report === null) throw new Error(`${ended.state}: ${JSON.stringify(ended.report?.faults.slice(0, 5))}`);
  return ended.report;
}

async function endOf(someone: Person, id: string): Promise<Import | null> {
  const { status, body } = await someone.get<Import>(`/api/imports/${id}`);
  // Asked again: a registry that is busy may not answer in time.
  if (status !== 200) throw new Error(`import ${id}: ${status}`);
  return body.endedAt === null ? null : body;
}
