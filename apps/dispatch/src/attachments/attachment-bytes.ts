import { buffer } from 'node:stream/consumers';
import { ATTACHMENT_MOST_BYTES, INCOMING, incomingKey, keptKey, thumbnailKey } from '@shaodao/contracts/attachments';
import { CodedError } from '@shaodao/contracts/errors';
import { openBlobs } from '@shaodao/platform/blobs';
import { Injectable } from '@nestjs/common';
import { settings } from '../config.js';
import type { CleanFile } from './inspection/inspect.js';

/** How many forgotten uploads one look clears. */
const SWEPT_AT_ONCE = 200;

/** The bytes of attachments in the store of files, by what they are. */
@Injectable()
export class AttachmentBytes {
  private readonly blobs = openBlobs(settings);

  /** What was sent. Throws UNAVAILABLE when it is gone: its sender has given up, or sends it again. */
  async incoming(uploadId: string): Promise<Uint8Array<ArrayBuffer>> {
    const blob = await this.blobs.read(incomingKey(uploadId));
    if (blob === null) throw new CodedError('UNAVAILABLE', { reason: 'the upload is gone; please send it again' });
    if (blob.size > ATTACHMENT_MOST_BYTES) {
      blob.stream.destroy();
      throw new CodedError('TOO_LARGE', { field: 'file' });
    }
    // A copy: small buffers share their memory with others, and these bytes go to another thread.
    return new Uint8Array(await buffer(blob.stream));
  }

  /** Stored before the case hears of it. The same bytes again replace themselves. */
  async keep({ sha256, bytes, thumbnail }: CleanFile): Promise<void> {
    if (thumbnail !== null) await this.blobs.put(thumbnailKey(sha256), [thumbnail]);
    await this.blobs.put(keptKey(sha256), [bytes]);
  }

  async remove(sha256: string): Promise<void> {
    await this.blobs.remove(keptKey(sha256));
    await this.blobs.remove(thumbnailKey(sha256));
  }

  /** Removes what was sent before an instant and left behind by a gateway that ended. Answers how many. */
  async sweep(before: number): Promise<number> {
    const old = (await this.blobs.list(INCOMING, SWEPT_AT_ONCE)).filter(({ at }) => at < before);
    for (const { key } of old) await this.blobs.remove(key);
    return old.length;
  }
}
