import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** A service's step of its schema: `<yyyymmddhhmmss>_<name>/migration.sql`, applied once, never changed afterwards. */
export interface Migration {
  service: string;
  name: string;
  sql: string;
  checksum: string;
}

/** Services with tables; each owns the PostgreSQL schema of its name. */
export const SERVICES = ['registry', 'dispatch', 'notification', 'assessment'] as const;

/** One key for all who migrate this database at once: the second waits and finds nothing to do. */
const LOCK = 511_703_001;

export function readMigrations(appsFolder: string): Migration[] {
  return SERVICES.flatMap((service) => {
    const folder = join(appsFolder, service, 'prisma', 'migrations');
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{14}_/.test(name)).sort() : [];
    return names.map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { service, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
  });
}

/** Applies what is missing, each in its own transaction; answers what it applied. Throws when an applied file was changed. */
export async function applyMigrations(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    const missing = await missingOf(client, migrations);
    for (const migration of missing) await applyOne(client, migration);
    return missing;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

async function missingOf(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS public.shaodao_migration (
    service text, name text, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service, name))`);
  const { rows } = await client.query<{ key: string; checksum: string }>(
    `SELECT service || '/' || name AS key, checksum FROM public.shaodao_migration`,
  );
  const applied = new Map(rows.map((row) => [row.key, row.checksum]));
  return migrations.filter(({ service, name, checksum }) => {
    const known = applied.get(`${service}/${name}`);
    if (known !== undefined && known !== checksum) {
      throw new Error(`${service}/${name} was changed after it was applied: write a new migration instead`);
    }
    return known === undefined;
  });
}

async function applyOne(client: pg.Client, { service, name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${service}`);
    await client.query(`SET LOCAL search_path TO ${service}`);
    await client.query(sql);
    await client.query('INSERT INTO public.shaodao_migration (service, name, checksum) VALUES ($1, $2, $3)', [
      service,
      name,
      checksum,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`${service}/${name} was not applied`, { cause: error });
  }
}
