import { statSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '../config.js';
import { endErrands } from '../errand.js';
import { StartError } from '../ports.js';
import { ARCHIVE, ATTACHMENTS } from './contents.js';
import { restoreBackup } from './restore.js';
import { outside, takeBackup } from './take.js';

/** `main.js backup|restore <folder> [--replace]`, run by tools/backup.mjs. */
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const [what = '', ...rest] = process.argv.slice(2);
const replace = rest.includes('--replace');
const [folder, ...more] = rest.filter((part) => part !== '--replace');
const data = settings.SHAODAO_DATA;
const breaking = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    breaking.abort(new StartError('broken off; nothing was changed'));
    void endErrands();
  });
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const result = await work();
  tell(`  ${name}: ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
  return result;
}

async function run(): Promise<void> {
  if (folder === undefined || more.length > 0) throw new StartError(`give one folder: npm run ${what} -- <folder>`);
  for (const variable of ['DATABASE_URL', 'TEMPORAL_ADDRESS'] as const) {
    if (settings[variable] !== undefined) throw new StartError(outside(variable));
  }
  if (what === 'backup') await backup(folder);
  else await restore(folder);
}

async function backup(into: string): Promise<void> {
  const startedAt = Date.now();
  const { endedAt, attachments } = await takeBackup(data, into, breaking.signal);
  const mebibytes = (statSync(join(into, ARCHIVE)).size / 2 ** 20).toFixed(1);
  tell(`backup of ${data} as it was at ${endedAt}: ${into} (cluster ${mebibytes} MiB, ${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);
  const { named, elsewhere } = attachments;
  if (elsewhere > 0) tell(`${elsewhere} of the ${named} attachments in the record are not under ${join(data, ATTACHMENTS)}: back up where they are kept (BLOB_STORE)`);
  tell('it opens everything it holds: keep it where only those may read who may read the data');
}

async function restore(from: string): Promise<void> {
  const server = settings.TEMPORAL_SERVER;
  if (server === undefined) throw new StartError('TEMPORAL_SERVER is not set: restore by `npm run restore`');
  const { description, standing, aside } = await restoreBackup({ data, folder: from, server, replace }, { step, signal: breaking.signal });
  tell(`${data} is as it was at ${description.endedAt}: ${standing.cases} cases`);
  if (aside !== null) tell(`what was there before lies in ${aside}; remove it once you no longer want it`);
  tell('start it by npm start: deadlines that passed meanwhile act then, at their own instants');
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
}
