import { parseArgs } from 'node:util';
import { settings } from '../config.js';
import { errandDatabase } from '../database.store.js';
import { Engine } from '../engine/engine.service.js';
import { RecordsStore } from './records.store.js';
import { compareRuns } from './runs.js';
import { forPeople, forPrograms } from './telling.js';
import { verifyAll, verifyOne, type Verified, type Watch } from './verify.js';

/**
 * Verifies the record, also while everything runs: every history's hashes, every state and row against what its history
 * leads to, every word against its digest. `--engine` compares open cases with running workflows, `--case` looks at one case by
 * its number or id, `--json` speaks JSON lines. Ends with 0 when nothing differs, 1 when something does, 2 when it could not look.
 */
const NOT_LOOKED = 2;
const PROGRESS_MS = 5_000;

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const options = { engine: { type: 'boolean' }, json: { type: 'boolean' }, case: { type: 'string' } } as const;

try {
  const { values } = parseArgs({ options });
  process.exitCode = await run(values);
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exitCode = NOT_LOOKED;
}

async function run(asked: { engine?: boolean; json?: boolean; case?: string }): Promise<number> {
  const telling = asked.json === true ? forPrograms(write) : forPeople(write);
  const database = errandDatabase();
  const engine = new Engine();
  try {
    const store = new RecordsStore(database);
    const startedAt = Date.now();
    const open = new Set<string>();
    let saidAt = startedAt;
    const watch: Watch = {
      found: (finding) => telling.finding(finding),
      seen: ({ cases }) => {
        if (Date.now() - saidAt < PROGRESS_MS) return;
        saidAt = Date.now();
        telling.progress(cases);
      },
      recorded: (caseId, isOpen) => void (isOpen && open.add(caseId)),
    };
    const verified = asked.case === undefined ? await verifyAll(store, watch) : await verifyNamed(store, asked.case, watch);
    const took = Date.now() - startedAt;
    const compared = asked.engine === true && asked.case === undefined ? await compareRuns({ store, engine, found: (finding) => telling.finding(finding) }, open) : null;
    telling.summary({
      ...verified,
      seconds: Math.round(took / 10) / 100,
      casesPerSecond: Math.round(verified.cases / Math.max(took / 1_000, 0.001)),
      engine: compared,
    });
    return verified.differences + (compared?.differences ?? 0) === 0 ? 0 : 1;
  } finally {
    await engine.onApplicationShutdown();
    await database.$disconnect();
  }
}

async function verifyNamed(store: RecordsStore, name: string, watch: Watch): Promise<Verified> {
  const id = await store.idOf(name);
  const read = id === null ? null : await store.one(id);
  if (read === null) throw new Error(`no case ${name} was ever kept`);
  const verified: Verified = { cases: 0, events: 0, young: 0, differences: 0 };
  await verifyOne(store, read, { watch, verified });
  return verified;
}

/** Never the URL itself: it holds a password. */
function wordsOf(error: unknown): string {
  const said = [error instanceof Error ? error.message : String(error), ...causesOf(error)].join(' ');
  const { host } = new URL(settings.DATABASE_URL);
  if (/ECONNREFUSED|ENOENT|Can't reach database/.test(said)) return `PostgreSQL does not answer at ${host}: start Shaodao first (npm start), or set DATABASE_URL`;
  if (/does not exist/.test(said)) return `the database at ${host} holds no record of Shaodao: ${said}`;
  if (/UNAVAILABLE|case engine/.test(said)) return `the engine does not answer at ${settings.TEMPORAL_ADDRESS}: ${said}`;
  return said;
}

function causesOf(error: unknown): string[] {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? [] : [JSON.stringify(cause), ...causesOf(cause)];
}
