import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inherited, type Settings } from './config.js';
import { runErrand } from './errand.js';

/** Steps that need doing once per content: the migrations, the demo district. What was done is kept as a hash. */

/** Applies every service's migrations; skipped when this data folder has seen exactly these. */
export async function migrate(settings: Settings, databaseUrl: string): Promise<void> {
  const files = ['registry', 'dispatch', 'notification', 'assessment'].flatMap((service) =>
    filesUnder(`apps/${service}/prisma/migrations`),
  );
  // A database from outside may have been made anew; the migrations keep their own account of what they did.
  if (settings.DATABASE_URL !== undefined) rmSync(join(settings.SHAODAO_DATA, 'migrated.hash'), { force: true });
  await oncePer(settings, 'migrated', hashOf([databaseUrl, ...contents(files)]), [
    'apps/migrate/dist/main.js',
    { DATABASE_URL: databaseUrl },
  ]);
}

/** Loads the demo district and writes the demo accounts beside the data. */
export async function seed(settings: Settings, databaseUrl: string): Promise<string> {
  const accountsFile = join(settings.SHAODAO_DATA, 'accounts.json');
  const { POLICY_FILE, CALENDAR_FILE } = settings;
  const rules = [POLICY_FILE, CALENDAR_FILE].filter((file) => file !== undefined);
  const files = [...filesUnder('apps/registry/data'), ...filesUnder('apps/registry/dist/seed'), ...rules];
  if (!existsSync(accountsFile)) rmSync(join(settings.SHAODAO_DATA, 'seeded.hash'), { force: true });
  await oncePer(settings, 'seeded', hashOf([databaseUrl, ...contents(files)]), [
    'apps/registry/dist/seed/main.js',
    {
      DATABASE_URL: databaseUrl,
      ACCOUNTS_FILE: accountsFile,
      ...(POLICY_FILE === undefined ? {} : { POLICY_FILE }),
      ...(CALENDAR_FILE === undefined ? {} : { CALENDAR_FILE }),
    },
  ]);
  return accountsFile;
}

/** A database made anew has seen nothing yet, whatever the marks beside it say. */
export function forgetDone(data: string): void {
  for (const mark of ['migrated.hash', 'seeded.hash', 'temporal']) rmSync(join(data, mark), { recursive: true, force: true });
}

async function oncePer(
  settings: Settings,
  name: string,
  hash: string,
  [entry, env]: [string, Record<string, string>],
): Promise<void> {
  const mark = join(settings.SHAODAO_DATA, `${name}.hash`);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
  await runErrand({ command: process.execPath, args: [entry], env: { ...inherited, ...env }, shown: true });
  writeFileSync(mark, hash);
}

function hashOf(parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function contents(files: string[]): string[] {
  return files.map((file) => readFileSync(file, 'utf8'));
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
