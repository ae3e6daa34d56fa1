import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { alive, readChildren } from '../children-file.js';
import { StartError } from '../ports.js';
import { baseBackup } from './base-backup.js';
import { ARCHIVE, ATTACHMENTS, DESCRIPTION, FORMAT, INCOMING, KEYS, ownVersion, versionOf, type Description } from './contents.js';
import { copyFolder } from './copy-folder.js';
import { writeSums } from './sums.js';

/** Measured on the demonstration district: level 6 takes twice the processor time and saves 7 %. */
const GZIP_LEVEL = 3;

/**
 * Backs up a running stack's data folder into `folder`, which must not be there or be empty. Nothing stops meanwhile; all
 * databases go to the instant at which the copy of the cluster ends, attachments are copied after it.
 */
export async function takeBackup(data: string, folder: string, signal: AbortSignal): Promise<Description> {
  const { postgres, temporal } = runningParts(data);
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new StartError(`${folder} is not empty: name a new folder`);
  const unfinished = `${folder}.unfinished`;
  if (existsSync(unfinished)) throw new StartError(`${unfinished} is there: another backup is at work, or one was cut off; then remove it`);
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    const url = urlOf(data, postgres);
    const { named, ...cluster } = await copyCluster(url, join(unfinished, ARCHIVE), signal);
    await copyFolder(join(data, ATTACHMENTS), join(unfinished, ATTACHMENTS), INCOMING);
    const elsewhere = named.filter((sum) => !existsSync(join(unfinished, ATTACHMENTS, sum.slice(0, 2), sum))).length;
    for (const name of KEYS) if (existsSync(join(data, name))) await copyFile(join(data, name), join(unfinished, name));
    // By the process itself: the file it was started from may have been replaced since.
    const engine = await versionOf(`/proc/${temporal.pid}/exe`);
    const description: Description = { format: FORMAT, shaodao: ownVersion(), engine, ...cluster, attachments: { named: named.length, elsewhere } };
    writeFileSync(join(unfinished, DESCRIPTION), `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
    await writeSums(unfinished);
    renameSync(unfinished, folder);
    return description;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Both databases must be in our own cluster: parts from outside have their own way back to an instant. */
function runningParts(data: string) {
  const { supervisor, postgres, temporal } = alive(readChildren(join(data, 'children.json')));
  if (supervisor === undefined) throw new StartError(`nothing runs on ${data}: start it first (npm start), a backup is taken while it runs`);
  if (postgres === undefined || temporal === undefined) throw new StartError(outside(postgres === undefined ? 'DATABASE_URL' : 'TEMPORAL_ADDRESS'));
  return { postgres, temporal };
}

/** What to say when a part is not ours. */
export function outside(variable: 'DATABASE_URL' | 'TEMPORAL_ADDRESS'): string {
  const part = variable === 'DATABASE_URL' ? 'the database' : 'the engine, and with it its database,';
  return `${part} comes from outside (${variable}): back it up where it is kept, ours and the engine's databases to one instant, by pg_basebackup or point-in-time recovery of the cluster; after a restore run apps/dispatch/dist/after-restore.js before the services start`;
}

function urlOf(data: string, postgres: { pid: number }): string {
  // Line 1 of the file is the process, line 4 its port.
  const [pid, , , port] = readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  if (Number(pid) !== postgres.pid) throw new StartError(`the database of ${data} is starting anew: try again`);
  const password = readFileSync(join(data, 'postgres-password'), 'utf8').trim();
  return `postgresql://shaodao:${password}@127.0.0.1:${port}/shaodao`;
}

interface Cluster extends Pick<Description, 'postgres' | 'migrations' | 'startedAt' | 'endedAt' | 'log'> {
  /** SHA-256 of every attachment the record names, at the end of the copy or a moment later. */
  named: string[];
}

async function copyCluster(url: string, file: string, signal: AbortSignal): Promise<Cluster> {
  const sql = await connected(url);
  try {
    // Keeps the log from being recycled until this session ends.
    await sql.query(`SELECT pg_create_physical_replication_slot('shaodao_backup_' || pg_backend_pid(), true, true)`);
    const { rows: migrations } = await sql.query<Description['migrations'][number]>(
      'SELECT service, name, checksum FROM public.shaodao_migration ORDER BY service, name',
    );
    const { rows } = await sql.query<{ version: string }>(`SELECT split_part(current_setting('server_version'), ' ', 1) AS version`);
    const startedAt = new Date().toISOString();
    const source = await connected(`${url}?replication=true`);
    try {
      const { archive, whole } = baseBackup(source);
      await pipeline(archive, createGzip({ level: GZIP_LEVEL }), createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
      const endedAt = new Date().toISOString();
      return { postgres: rows[0]?.version ?? '', migrations, startedAt, endedAt, log: await whole, named: await attachmentsOf(sql) };
    } finally {
      await source.end();
    }
  } finally {
    await sql.end();
  }
}

async function attachmentsOf(sql: pg.Client): Promise<string[]> {
  const { rows } = await sql.query<{ sum: string }>(
    `SELECT DISTINCT event->'fact'->>'sha256' AS sum FROM dispatch.case_event WHERE event->'fact'->>'type' = 'attached'`,
  );
  return rows.map(({ sum }) => sum);
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // A loss fails the question under way; the client says it a second time here.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
