import { constants } from 'node:fs';
import { mkdir, open, chown } from 'node:fs/promises';
import { basename, join, normalize } from 'node:path';

const BLOCK = 512;
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** Lays a tar archive of PostgreSQL out in a folder that is there: ordinary files and folders only, nothing outside. */
export async function unpack(archive: AsyncIterable<Buffer>, folder: string, owner: { uid: number; gid: number } | null): Promise<void> {
  const bytes = new Bytes(archive[Symbol.asyncIterator]());
  for (;;) {
    const header = headerOf(await bytes.take(BLOCK));
    if (header === null) return bytes.drain();
    const path = join(folder, header.name);
    if (header.isFolder) {
      await mkdir(path, { recursive: true, mode: header.mode });
      if (owner !== null) await chown(path, owner.uid, owner.gid);
      continue;
    }
    // The lock of a socket belongs to a process that ran where the backup was made.
    const file = basename(header.name).startsWith('.s.PGSQL.') ? null : await open(path, FLAGS, header.mode);
    try {
      for (let left = header.size; left > 0; ) {
        const chunk = await bytes.some(left);
        await file?.writeFile(chunk);
        left -= chunk.length;
      }
      if (owner !== null) await file?.chown(owner.uid, owner.gid);
    } finally {
      await file?.close();
    }
    await bytes.take((BLOCK - (header.size % BLOCK)) % BLOCK);
  }
}

/** null at the end of the archive, a block of zeros. */
function headerOf(block: Buffer): { name: string; size: number; mode: number; isFolder: boolean } | null {
  if (block.every((byte) => byte === 0)) return null;
  const text = (from: number, to: number): string => block.toString('utf8', from, to).replace(/\0.*$/s, '');
  const octal = (from: number, to: number): number => Number.parseInt(text(from, to), 8);
  // The sum counts its own field as blanks.
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  const prefix = text(345, 500);
  const name = normalize(prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`);
  const kind = text(156, 157);
  if (sum !== octal(148, 156)) throw new Error('the archive is damaged: a header does not add up');
  if (!['', '0', '5'].includes(kind) || name.startsWith('/') || name.startsWith('..')) throw new Error(`the archive holds ${name}, which is no file of a cluster`);
  return { name, size: octal(124, 136), mode: octal(100, 108) & 0o777, isFolder: kind === '5' };
}

/** A stream read by lengths. */
class Bytes {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly chunks: AsyncIterator<Buffer>) {}

  /** Exactly `length` bytes. */
  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = length; left > 0; ) {
      const part = await this.some(left);
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** Reads on to the end. */
  async drain(): Promise<void> {
    while ((await this.chunks.next()).done !== true);
  }

  /** What is there, at most `length` bytes and at least one. Throws at the end. */
  async some(length: number): Promise<Buffer> {
    while (this.rest.length === 0) {
      const { done, value } = await this.chunks.next();
      if (done === true) throw new Error('the archive is cut off');
      this.rest = value;
    }
    const part = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(part.length);
    return part;
  }
}
