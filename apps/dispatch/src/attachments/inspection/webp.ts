import { FileRefused } from './file-refused.js';
import { orientationOf, tiffOf } from './orientation.js';

const HEAD_LENGTH = 12;
/** Bits of VP8X that say what else is in the file. */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
const HAS_ANIMATION = 0x02;
const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP']);

/**
 * The same picture, bit for bit, without XMP, EXIF (but the orientation), unknown chunks and whatever follows its end.
 * Throws {@link FileRefused} when it is not whole or moves.
 */
export function cleanWebp(file: Buffer): Buffer {
  const length = 8 + file.readUInt32LE(4);
  if (length > file.length || length < HEAD_LENGTH) throw new FileRefused('damaged');
  const kept: { type: string; body: Buffer }[] = [];
  let orientation = 1;
  for (let at = HEAD_LENGTH; at < length; ) {
    if (at + 8 > length) throw new FileRefused('damaged');
    const type = file.toString('latin1', at, at + 4);
    const end = at + 8 + file.readUInt32LE(at + 4);
    if (end > length) throw new FileRefused('damaged');
    const body = file.subarray(at + 8, end);
    if (type === 'ANIM' || type === 'ANMF') throw new FileRefused('animated');
    if (type === 'EXIF') orientation = orientationOf(withoutPrefix(body));
    if (KEPT.has(type)) kept.push({ type, body });
    at = end + (end % 2);
  }
  const extended = kept.find(({ type }) => type === 'VP8X');
  if (extended !== undefined) extended.body = flagsOf(extended.body, orientation);
  if (extended !== undefined && orientation !== 1) kept.push({ type: 'EXIF', body: tiffOf(orientation) });
  const chunks = Buffer.concat(kept.map(({ type, body }) => chunk(type, body)));
  const head = Buffer.from(file.subarray(0, HEAD_LENGTH));
  head.writeUInt32LE(4 + chunks.length, 4);
  return Buffer.concat([head, chunks]);
}

function flagsOf(extended: Buffer, orientation: number): Buffer {
  const flags = extended[0] ?? 0;
  if ((flags & HAS_ANIMATION) !== 0) throw new FileRefused('animated');
  const body = Buffer.from(extended);
  body[0] = (flags & ~(HAS_EXIF | HAS_XMP)) | (orientation === 1 ? 0 : HAS_EXIF);
  return body;
}

/** Some programs write JPEG's prefix before it. */
function withoutPrefix(body: Buffer): Buffer {
  return body.toString('latin1', 0, 6) === 'Exif\0\0' ? body.subarray(6) : body;
}

function chunk(type: string, body: Buffer): Buffer {
  const made = Buffer.alloc(8 + body.length + (body.length % 2));
  made.write(type, 0, 'latin1');
  made.writeUInt32LE(body.length, 4);
  body.copy(made, 8);
  return made;
}
