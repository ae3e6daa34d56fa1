/** Five places together: imported over HTTP from office files, then asked who is on duty, then what registry holds in memory. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { figure, processesOf, residentMiB } from './figures.mjs';

/** Each round imports the workbooks on a fresh stack and the CSV files on another. */
const IMPORT_ROUNDS = 3;
const RESIDENT_ROUNDS = 3;
/** The register is read by then, the engine has settled, and the garbage of the start is gone. */
const SETTLED_MS = 30_000;

/**
 * Measures these parts of `import`, `duty` and `registry`, all of which need the five places loaded, and writes each when it is done.
 * @param {{ parts: string[], results: string, fresh: () => Promise<object>, again: () => Promise<object>, run: Function, figuresOf: Function, write: (measured: object) => void }} given
 *   `fresh` starts a stack without data, `again` one on the data of the last.
 */
export async function placesFigures({ parts, results, fresh, again, run, figuresOf, write }) {
  const folder = join(results, 'five-places');
  await run('apps/registry/dist/seed/five-places/main.js', [folder]);
  const rounds = { xlsx: [], csv: [] };
  const load = async (format) => {
    const stack = await fresh();
    try {
      rounds[format].push(await figuresOf('test/dist/bench/import.js', [format, folder]));
    } finally {
      await stack.stop();
    }
  };
  for (let round = 0; round < (parts.includes('import') ? IMPORT_ROUNDS : 0); round++) {
    await load('csv');
    await load('xlsx');
  }
  if (parts.includes('import')) write(importFigures(rounds));
  else await load('xlsx');
  if (parts.includes('duty')) {
    const stack = await again();
    try {
      await pause(SETTLED_MS);
      write(await figuresOf('test/dist/bench/main.js', ['duty']));
    } finally {
      await stack.stop();
    }
  }
  if (parts.includes('registry')) write({ 'registry.residentMiB': await resident(again) });
}

function importFigures({ xlsx, csv }) {
  const digests = new Set([...xlsx, ...csv].map(({ digest, entries }) => `${digest} of ${entries}`));
  if (digests.size !== 1) throw new Error(`the register is not the same after every import: ${[...digests].join(', ')}`);
  const [{ rows, written, entries }] = xlsx;
  const each = (all, of) => all.map(of);
  const rate = (one) => one.rows / one.seconds;
  return {
    'import.rowsPerSecond': figure(each(xlsx, rate), `rows/s, ${rows} rows of five places in XLSX over HTTP, ${written} of them new`, '>= 1000'),
    'import.csvRowsPerSecond': figure(each(csv, rate), `rows/s, the same in CSV; ${entries} entries stand, equal after each`, ''),
    'import.seconds': figure(each(xlsx, (one) => one.seconds), 's until all are in, XLSX', ''),
    'import.registryBeforeMiB': figure(each(xlsx, (one) => one.beforeMiB), 'MiB, PSS of registry before', ''),
    'import.registryPeakMiB': figure(each(xlsx, (one) => one.peakMiB), 'MiB, most resident meanwhile', ''),
    'import.registryAfterMiB': figure(each(xlsx, (one) => one.afterMiB), 'MiB, PSS right after', ''),
  };
}

async function resident(again) {
  const mebibytes = [];
  for (let round = 0; round < RESIDENT_ROUNDS; round++) {
    const stack = await again();
    await pause(SETTLED_MS);
    mebibytes.push(residentMiB(processesOf(stack.place.childrenFile).get('registry')));
    await stack.stop();
  }
  return figure(mebibytes, 'MiB, PSS of registry with five places', '');
}
