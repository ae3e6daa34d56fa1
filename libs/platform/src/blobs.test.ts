import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CodedError } from '@shaodao/contracts/errors';
import { openBlobs, type Blobs } from '@shaodao/platform/blobs';
import { S3Server } from '@shaodao/platform/fixture/s3-server';

/** Megabytes on a machine that does other things too. */
jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), 'shaodao-blobs-'));
const noKeys = { BLOB_S3_REGION: 'us-east-1', BLOB_S3_ACCESS_KEY: '', BLOB_S3_SECRET_KEY: '' };
let server: S3Server;
const stores: { of(name: string): Blobs } = {
  of: (name) => openBlobs(name === 'a folder' ? { ...noKeys, BLOB_STORE: `file:${folder}` } : server.settings),
};

beforeAll(async () => {
  server = await S3Server.start(24_090);
});
afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true });
});

const contentOf = async (blobs: Blobs, key: string): Promise<Buffer | null> => {
  const blob = await blobs.read(key);
  return blob === null ? null : buffer(blob.stream);
};

async function* broken(): AsyncGenerator<Uint8Array> {
  yield randomBytes(100_000);
  throw new CodedError('TOO_LARGE', { field: 'file' });
}

describe.each(['a folder', 'a bucket of a real S3 server'])('blobs in %s', (name) => {
  test('come back as they were put, with their size, and are gone once removed', async () => {
    const blobs = stores.of(name);
    const bytes = randomBytes(3_000_000);
    await blobs.put('ab/abc0.webp', [bytes.subarray(0, 10), bytes.subarray(10)]);
    expect((await contentOf(blobs, 'ab/abc0.webp'))?.equals(bytes)).toBe(true);
    const opened = await blobs.read('ab/abc0.webp');
    expect(opened?.size).toBe(3_000_000);
    opened?.stream.destroy();
    await blobs.remove('ab/abc0.webp');
    expect(await blobs.read('ab/abc0.webp')).toBeNull();
    await blobs.remove('ab/abc0.webp');
  });

  test('the same key again replaces', async () => {
    const blobs = stores.of(name);
    await blobs.put('cd/cd', [Buffer.from('first')]);
    await blobs.put('cd/cd', [Buffer.from('second')]);
    expect(String(await contentOf(blobs, 'cd/cd'))).toBe('second');
  });

  test('a stream that breaks off leaves nothing, and its refusal is the answer', async () => {
    const blobs = stores.of(name);
    const key = `incoming/${randomUUID()}`;
    await expect(blobs.put(key, broken())).rejects.toMatchObject({ code: 'TOO_LARGE', details: { field: 'file' } });
    expect(await blobs.read(key)).toBeNull();
    expect(await blobs.list('incoming', 100)).toEqual([]);
  });

  test('are listed under their prefix with the time they were written', async () => {
    const blobs = stores.of(name);
    const keys = Array.from({ length: 5 }, () => `incoming/${randomUUID()}`).sort();
    for (const key of keys) await blobs.put(key, [Buffer.from('x')]);
    const listed = await blobs.list('incoming', 100);
    expect(listed.map(({ key }) => key).sort()).toEqual(keys);
    for (const { at } of listed) expect(Math.abs(at - Date.now())).toBeLessThan(60_000);
    expect(await blobs.list('incoming', 2)).toHaveLength(2);
    for (const key of keys) await blobs.remove(key);
    expect(await blobs.list('nothing', 100)).toEqual([]);
  });

  test('a key that could leave its place is a bug', async () => {
    for (const key of ['../outside', 'a/../b', '/etc/passwd', 'one', 'a/B']) {
      await expect(stores.of(name).put(key, [])).rejects.toThrow('not a key');
    }
  });
});

test('only a folder or a bucket with both keys is a store, and nothing half written stays in the folder', () => {
  expect(() => openBlobs({ ...server.settings, BLOB_S3_SECRET_KEY: '' })).toThrow('BLOB_S3_SECRET_KEY');
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('a bucket that is away or refuses the signature is UNAVAILABLE', async () => {
  const wrong = openBlobs({ ...server.settings, BLOB_S3_SECRET_KEY: 'another' });
  await expect(wrong.put('ab/ab', [Buffer.from('x')])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(wrong.read('ab/ab')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const away = openBlobs({ ...server.settings, BLOB_STORE: 's3:http://127.0.0.1:24099/evidence' });
  await expect(away.read('ab/ab')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
