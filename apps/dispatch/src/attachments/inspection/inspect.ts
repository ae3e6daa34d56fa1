import { createHash } from 'node:crypto';
import type { FileFault } from '@shaodao/contracts/attachments';
import type { MediaType } from '@shaodao/domain/case/state';
import { thumbnailOf } from './decode.js';
import { kindOf, refuseTwofold } from './file-kind.js';
import { FileRefused } from './file-refused.js';
import { cleanJpeg } from './jpeg.js';
import { cleanPng } from './png.js';
import { cleanWebp } from './webp.js';

/** A file as it may be kept: told by its content, whole, and without what it says besides what it shows. */
export interface CleanFile {
  mediaType: MediaType;
  bytes: Uint8Array;
  /** Of `bytes`, in hex. */
  sha256: string;
  /** A small WebP; null for a PDF. */
  thumbnail: Uint8Array | null;
}

export type Inspected = { file: CleanFile } | { fault: FileFault };

/** Takes a file apart. The same file always gives the same bytes, and a clean one gives itself. */
export async function inspect(given: Uint8Array): Promise<Inspected> {
  const file = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  try {
    const mediaType = kindOf(file);
    refuseTwofold(file, mediaType);
    const bytes = await clean(file, mediaType);
    // Cleaning may bring together what stood apart.
    refuseTwofold(bytes, mediaType);
    const thumbnail = mediaType === 'application/pdf' ? null : await thumbnailOf(bytes, mediaType);
    return { file: { mediaType, bytes, thumbnail, sha256: createHash('sha256').update(bytes).digest('hex') } };
  } catch (error) {
    if (error instanceof FileRefused) return { fault: error.fault };
    throw error;
  }
}

async function clean(file: Buffer, mediaType: MediaType): Promise<Buffer> {
  switch (mediaType) {
    case 'image/jpeg':
      return cleanJpeg(file);
    case 'image/png':
      return cleanPng(file);
    case 'image/webp':
      return cleanWebp(file);
    case 'application/pdf': {
      // Loaded with the first PDF: most cases never have one.
      const { cleanPdf } = await import('./pdf.js');
      return cleanPdf(file);
    }
  }
}
