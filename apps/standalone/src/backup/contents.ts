import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runErrand } from '../errand.js';
import { StartError } from '../ports.js';

/**
 * A backup is a folder: the database cluster, the attachments, what opens them, and what it all is. `SHA256SUMS` names
 * every file of it in the form `sha256sum -c` reads, and is written last.
 */
export const ARCHIVE = 'cluster.tar.gz';
export const ATTACHMENTS = 'attachments';
/** Uploads on their way: nothing of them is evidence yet. */
export const INCOMING = 'incoming';
export const DESCRIPTION = 'backup.json';
/** Stands in a data folder while a restore changes the places of old and new. */
export const MOVING = 'restore-moving';
/** Stands from a restore until the first start after it has mended what the databases alone do not hold. */
export const RESTORED = 'restored.json';
/** Files of the data folder that belong to the database: without its password nobody opens it. */
export const KEYS = ['postgres-password', 'accounts.json'];

/** What belongs to one life of an installation and goes aside with it; logs stay. */
export const PARTS = ['postgres', 'postgres.new', ...KEYS, ATTACHMENTS, 'nats', 'temporal', 'migrated.hash', 'seeded.hash', RESTORED];
/** Where a restore lays new data out before it changes places with the old. */
export const FRESH = 'restoring';

export const FORMAT = 1;
const description = z.object({
  format: z.number(),
  /** Version of Shaodao that made it. */
  shaodao: z.string(),
  /** `18.4`; a cluster starts under its own major only. */
  postgres: z.string(),
  /** Version of the engine whose tables it holds. */
  engine: z.string(),
  /** Schema changes the database has seen. */
  migrations: z.array(z.object({ service: z.string(), name: z.string(), checksum: z.string() })),
  /** When copying began, and the instant all databases go back to, by this machine's clock. */
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** The same as positions of PostgreSQL's log. */
  log: z.object({ from: z.string(), to: z.string() }),
  /** Attachments the record names, and how many of them lay outside the data folder: those of a bucket are kept with it. */
  attachments: z.object({ named: z.number(), elsewhere: z.number() }),
});
export type Description = z.output<typeof description>;

export function readDescription(folder: string): Description {
  const parsed = description.safeParse(JSON.parse(readFileSync(join(folder, DESCRIPTION), 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartError(`${DESCRIPTION} does not describe a backup: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** The version of this Shaodao. */
export function ownVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** What a program's `--version` says, e.g. `18.4` of `postgres (PostgreSQL) 18.4`. */
export async function versionOf(command: string): Promise<string> {
  const said = await runErrand({ command, args: ['--version'], env: {} });
  const [version] = /\d+\.\d+(\.\d+)?/.exec(said) ?? [];
  if (version === undefined) throw new StartError(`${command} does not say its version: ${said}`);
  return version;
}
