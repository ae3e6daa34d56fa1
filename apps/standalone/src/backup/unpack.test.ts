import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpack } from '@shaodao/standalone/backup/unpack';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unpack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One entry as PostgreSQL writes it: a header of 512 bytes and the content in whole blocks. */
function entry(name: string, content: Buffer, kind = '0'): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(kind === '5' ? '0000700\0' : '0000600\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(kind, 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

async function* inPieces(archive: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < archive.length; from += size) yield archive.subarray(from, from + size);
}

const page = Buffer.from(Array.from({ length: 8_192 }, (_, at) => at % 251));
const archive = Buffer.concat([
  entry('backup_label', Buffer.from('START')),
  entry('base/', Buffer.alloc(0), '5'),
  entry('base/1', page),
  entry('base/2', Buffer.alloc(0)),
  entry('.s.PGSQL.15432.lock', Buffer.from('4711\n')),
  Buffer.alloc(1_024),
]);

test.each([7, 512, 1_000, 100_000])('files and folders come out as they went in, in pieces of %d bytes', async (size) => {
  await unpack(inPieces(archive, size), folder, null);
  expect(readFileSync(join(folder, 'backup_label'), 'utf8')).toBe('START');
  expect(readFileSync(join(folder, 'base/1')).equals(page)).toBe(true);
  expect(statSync(join(folder, 'base/2')).size).toBe(0);
  expect(statSync(join(folder, 'base/1')).mode & 0o777).toBe(0o600);
  // A socket's lock names a process of the machine it came from.
  expect(readdirSync(folder).sort()).toEqual(['backup_label', 'base']);
});

test('an archive that is cut off, altered, or leaves its folder is refused', async () => {
  await expect(unpack(inPieces(archive.subarray(0, 3_000), 512), folder, null)).rejects.toThrow('cut off');
  const altered = Buffer.from(archive);
  altered[3] = 0;
  await expect(unpack(inPieces(altered, 512), folder, null)).rejects.toThrow('does not add up');
  await expect(unpack(inPieces(entry('../outside', page), 512), folder, null)).rejects.toThrow('no file of a cluster');
  await expect(unpack(inPieces(entry('link', Buffer.alloc(0), '2'), 512), folder, null)).rejects.toThrow('no file of a cluster');
});
