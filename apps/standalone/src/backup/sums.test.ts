import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSums, writeSums } from '@shaodao/standalone/backup/sums';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sums-'));
  mkdirSync(join(folder, 'attachments/ab'), { recursive: true });
  writeFileSync(join(folder, 'attachments/ab/cd'), 'picture');
  writeFileSync(join(folder, 'cluster.tar.gz'), Buffer.alloc(10_000, 7));
  await writeSums(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const flip = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};

test('a folder as it was written is taken, and sha256sum reads its sums', async () => {
  await expect(checkSums(folder)).resolves.toBeUndefined();
  expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}attachments\/ab\/cd\n[0-9a-f]{64} {2}cluster\.tar\.gz\n$/);
});

test('one flipped bit anywhere is refused, by the name of the file', async () => {
  flip(join(folder, 'cluster.tar.gz'), 9_999);
  await expect(checkSums(folder)).rejects.toThrow('cluster.tar.gz is not what was written');
});

test('a flipped bit in the sums themselves is refused wherever it is', async () => {
  const file = join(folder, 'SHA256SUMS');
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    flip(file, at);
    await expect(checkSums(folder)).rejects.toThrow(/damaged|missing|not what was written/);
    writeFileSync(file, whole);
  }
});

test('a file that is gone or cut off is refused, and so is a folder without sums', async () => {
  truncateSync(join(folder, 'cluster.tar.gz'), 9_000);
  await expect(checkSums(folder)).rejects.toThrow('cluster.tar.gz');
  rmSync(join(folder, 'attachments/ab/cd'));
  await expect(checkSums(folder)).rejects.toThrow('attachments/ab/cd is missing');
  rmSync(join(folder, 'SHA256SUMS'));
  await expect(checkSums(folder)).rejects.toThrow('no whole backup');
});
