import type { MediaType } from '@shaodao/domain/case/state';
import sharp from 'sharp';
import { FileRefused } from './file-refused.js';

/** 5000 万: above every phone's usual picture. */
const MOST_PIXELS = 50_000_000;
/** 50 million pixels of four channels. Interlaced pictures stand in memory whole, those of 16 bits a channel at twice that. */
const MOST_BYTES = 4 * MOST_PIXELS;
/** By the clock, since the library knows no other: far above what a busy machine needs. */
const LIMIT_SECONDS = 45;
/** Longest side of the small picture of a list, in pixels. */
const THUMBNAIL_SIDE = 320;

const FORMATS: Partial<Record<MediaType, string>> = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' };

// Other decoders of the library stay shut: whatever a file says it is, only these three may look at it.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
// One picture at a time, one thread, nothing remembered: it shares the machine with the cases.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Proves that a picture decodes to its last line, and answers what came of it: the small WebP of a list, turned upright.
 * Throws {@link FileRefused}.
 */
export async function thumbnailOf(picture: Buffer, kind: MediaType): Promise<Buffer> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'warning', sequentialRead: true } as const;
  const { format, width, height, channels, depth } = await sharp(picture, { ...options, limitInputPixels: false })
    .metadata()
    .catch(refuse);
  if (format !== FORMATS[kind]) throw new FileRefused('damaged');
  const bytes = width * height * channels * (depth === 'uchar' ? 1 : 2);
  if (width * height > MOST_PIXELS || bytes > MOST_BYTES) throw new FileRefused('pixels');
  return sharp(picture, options)
    .timeout({ seconds: LIMIT_SECONDS })
    .autoOrient()
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .webp({ quality: 72 })
    .toBuffer()
    .catch(refuse);
}

function refuse(error: unknown): never {
  throw new FileRefused(error instanceof Error && /timeout/i.test(error.message) ? 'costly' : 'damaged');
}
