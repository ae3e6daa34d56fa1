import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a backup says of itself. */
interface Description {
  startedAt: string;
  endedAt: string;
  postgres: string;
}
export function descriptionOf(folder: string): Description {
  return JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')) as Description;
}

/** The backup once more, of which the file `touched` and the sums may be written into. */
export function copyToDamage(folder: string, copy: string, touched: string): void {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  // Links but for what is damaged: writing into a link would damage the backup itself.
  cpSync(join(folder, 'attachments'), join(copy, 'attachments'), { recursive: true });
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())) {
    (name === touched || name === 'SHA256SUMS' ? copyFileSync : linkSync)(join(folder, name), join(copy, name));
  }
}

/** Turns over one bit in the middle. */
export function flip(file: string): void {
  const bytes = readFileSync(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** Says something else of a backup, under a sum that is right. */
export function describeAs(copy: string, change: Partial<Description>): void {
  const text = JSON.stringify({ ...descriptionOf(copy), ...change });
  writeFileSync(join(copy, 'backup.json'), text);
  const sums = readFileSync(join(copy, 'SHA256SUMS'), 'utf8');
  const sum = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(copy, 'SHA256SUMS'), sums.replace(/^[0-9a-f]{64}(?= {2}backup\.json$)/m, sum));
}

/** Every file of the data folder with its size and time. */
export function listing(data: string): string[] {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${statSync(path).size} ${statSync(path).mtimeMs}`)
    .sort();
}
