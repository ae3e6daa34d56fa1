import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { EXPORTS, exportKey, IMPORT_FILE_MOST_BYTES, importKey, IMPORTS } from '@shaodao/contracts/register/imports';
import type { Blobs } from '@shaodao/platform/blobs';

/** How many forgotten files one look clears. */
const SWEPT_AT_ONCE = 200;

/** The bytes of office files in the store that gateway and registry share. */
export class OfficeBytes {
  constructor(private readonly blobs: Blobs) {}

  /** What was sent in; null when it is gone. */
  async sent(uploadId: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const blob = await this.blobs.read(importKey(uploadId));
    if (blob === null) return null;
    if (blob.size > IMPORT_FILE_MOST_BYTES) {
      blob.stream.destroy();
      return null;
    }
    // A copy: small buffers share their memory with others, and these bytes go to another thread.
    return new Uint8Array(await buffer(blob.stream));
  }

  async removeSent(uploadId: string): Promise<void> {
    await this.blobs.remove(importKey(uploadId));
  }

  /** Keeps a file that was made until somebody takes it; answers its id. */
  async keepMade(bytes: Uint8Array): Promise<string> {
    const id = randomUUID();
    await this.blobs.put(exportKey(id), [bytes]);
    return id;
  }

  /** Removes what was sent or made before an instant and nobody came back for; `needed` says which sent files still are. */
  async sweep(before: number, needed: (uploadIds: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number> {
    const old = async (folder: string): Promise<string[]> => (await this.blobs.list(folder, SWEPT_AT_ONCE)).filter(({ at }) => at < before).map(({ key }) => key);
    const idIn = (key: string): string => key.slice(IMPORTS.length + 1);
    const sent = await old(IMPORTS);
    const kept = await needed(sent.map(idIn));
    const gone = [...sent.filter((key) => !kept.has(idIn(key))), ...(await old(EXPORTS))];
    for (const key of gone) await this.blobs.remove(key);
    return gone.length;
  }
}
