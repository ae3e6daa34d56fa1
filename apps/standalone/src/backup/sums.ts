import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StartError } from '../ports.js';

const SUMS = 'SHA256SUMS';

/** Writes the sums of every file in a folder, each file being on the disk before it is named. */
export async function writeSums(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const name of filesIn(folder)) {
    await flush(join(folder, name));
    lines.push(`${await sumOf(join(folder, name))}  ${name}\n`);
  }
  const file = await open(join(folder, SUMS), 'wx', 0o600);
  await file.writeFile(lines.join(''));
  await file.sync();
  await file.close();
}

/** Reads every file that the sums name. Refuses a folder without sums, and the first file that is gone or not as it was. */
export async function checkSums(folder: string): Promise<void> {
  if (!existsSync(join(folder, SUMS))) throw new StartError(`${folder} is no whole backup: it has no ${SUMS}`);
  const lines = readFileSync(join(folder, SUMS), 'utf8').split('\n');
  if (lines.pop() !== '') throw new StartError(`${SUMS} is damaged at its end`);
  for (const line of lines) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}([^\0]+)$/.exec(line) ?? [];
    if (sum === undefined || name === undefined) throw new StartError(`${SUMS} is damaged at: ${line.slice(0, 100)}`);
    if (!existsSync(join(folder, name))) throw new StartError(`the backup is not whole: ${name} is missing`);
    if ((await sumOf(join(folder, name))) !== sum) throw new StartError(`the backup is damaged: ${name} is not what was written`);
  }
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}

/** Paths below a folder, in one order everywhere. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
