import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { assertKey, blobFault, type ListedBlob, type OpenBlob } from './blob.js';

/** Files half written, and listed like any other so that what a crash left is found by its age. */
const PARTS = 'incoming';

/** Blobs as files of a folder; key `ab/abcd` is the file `ab/abcd`. Several processes may share the folder. */
export class FileBlobs {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /** All or nothing, on the disk when it resolves. A stream that throws leaves nothing. The same key again replaces. */
  async put(key: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const path = this.pathOf(key);
    const part = join(this.folder, PARTS, `${randomUUID()}.part`);
    try {
      for (const folder of [dirname(path), dirname(part)]) await mkdir(folder, { recursive: true, mode: 0o700 });
      await pipeline(bytes, createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
      await rename(part, path);
      await flushFolder(dirname(path));
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw blobFault(error, 'a file was not written');
    }
  }

  /** null when there is none. */
  async read(key: string): Promise<OpenBlob | null> {
    try {
      const file = await open(this.pathOf(key), 'r');
      const { size } = await file.stat();
      return { size, stream: file.createReadStream() };
    } catch (error) {
      if (isMissing(error)) return null;
      throw blobFault(error, 'a file was not read');
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true }).catch((error: unknown) => {
      throw blobFault(error, 'a file was not removed');
    });
  }

  /** At most `most` blobs under a prefix, in no order. */
  async list(prefix: string, most: number): Promise<ListedBlob[]> {
    try {
      const names = await readdir(join(this.folder, prefix));
      const listed = await Promise.all(
        names.slice(0, most).map(async (name) => {
          const known = await stat(join(this.folder, prefix, name)).catch(() => null);
          return known === null ? [] : [{ key: `${prefix}/${name}`, at: known.mtimeMs }];
        }),
      );
      return listed.flat();
    } catch (error) {
      if (isMissing(error)) return [];
      throw blobFault(error, 'files were not listed');
    }
  }

  private pathOf(key: string): string {
    assertKey(key);
    return join(this.folder, key);
  }
}

/** Without it the name of a new file may be gone after a power cut. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
