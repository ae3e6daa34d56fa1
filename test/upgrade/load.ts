import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { applyMigrations, readMigrations } from '@shaodao/migrate/migrations';
import { withCluster } from '@shaodao/standalone/backup/cluster';
import { settings } from '@shaodao/standalone/config';
import { runErrand } from '@shaodao/standalone/errand';
import { embeddedPostgres } from '@shaodao/standalone/postgres';
import { root } from '../world/stack.js';
import type { Installation } from './installation.js';
import { unpack, writeRows, type Rows } from './rows.js';

const ENGINE = [
  ['temporal', 'postgresql/v12/temporal'],
  ['temporal_visibility', 'postgresql/v12/visibility'],
] as const;

/**
 * Makes a data folder as the kept release left it: its schema, by its own migrations and the engine's of that time, and its
 * rows. Nothing of today's has touched it when this resolves.
 */
export async function loadInstallation(name: string, data: string): Promise<Installation> {
  const folder = `${root}test/upgrade/${name}`;
  const rows = unpack(readFileSync(join(folder, 'rows.br')));
  const of = (database: string): Rows[] => rows.filter((table) => table.database === database);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  await embeddedPostgres({ ...settings, SHAODAO_DATA: data });
  const password = readFileSync(join(data, 'postgres-password'), 'utf8').trim();
  await withCluster(join(data, 'postgres'), password, {
    work: async (urlOf) => {
      await ourSchema(urlOf, of('shaodao'));
      for (const [database, schema] of ENGINE) await engineSchema(urlOf(database), { database, schema, version: versionOf(of(database)) });
      for (const database of ['shaodao', 'temporal', 'temporal_visibility']) await writeRows(of(database), urlOf(database));
    },
  });
  return JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Installation;
}

/** The migrations that release had applied, and no later one. */
async function ourSchema(urlOf: (database: string) => string, rows: Rows[]): Promise<void> {
  const applied = new Set(
    rows.find(({ table }) => table === 'public.shaodao_migration')?.rows.map((row) => {
      const { service, name } = JSON.parse(row) as { service: string; name: string };
      return `${service}/${name}`;
    }),
  );
  await query(urlOf('postgres'), (client) => client.query('CREATE DATABASE shaodao'));
  const migrations = readMigrations(`${root}apps`).filter(({ service, name }) => applied.has(`${service}/${name}`));
  if (migrations.length !== applied.size) throw new Error('a migration of an earlier release is gone');
  await query(urlOf('shaodao'), (client) => applyMigrations(client, migrations));
}

/** The version of the engine's schema in one of its databases. */
function versionOf(rows: Rows[]): string {
  const [row] = rows.find(({ table }) => table === 'public.schema_version')?.rows ?? [];
  return (JSON.parse(row ?? '{}') as { curr_version: string }).curr_version;
}

async function engineSchema(url: string, { database, schema, version }: { database: string; schema: string; version: string }): Promise<void> {
  const { hostname, port, username, password } = new URL(url);
  const env = { SQL_PLUGIN: 'postgres12_pgx', SQL_HOST: hostname, SQL_PORT: port, SQL_USER: username, SQL_PASSWORD: decodeURIComponent(password) };
  const tool = (...args: string[]): Promise<string> =>
    runErrand({ command: settings.TEMPORAL_SQL_TOOL ?? '', args: ['--database', database, ...args], env });
  await tool('create-database');
  await tool('setup-schema', '-v', '0.0');
  await tool('update-schema', '--schema-name', schema, '--version', version);
}

async function query(connectionString: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
