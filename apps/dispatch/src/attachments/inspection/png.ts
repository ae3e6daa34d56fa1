import { crc32 } from 'node:zlib';
import { FileRefused } from './file-refused.js';
import { orientationOf, tiffOf } from './orientation.js';

const SIGNATURE_LENGTH = 8;
/** What decides how the picture looks. Text, times, EXIF, animation and what programs add for themselves is not here. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'bKGD', 'pHYs', 'cICP', 'mDCV', 'cLLI']);
const PROFILE_NAME = Buffer.from('ICC', 'latin1');

/**
 * The same picture, bit for bit, without text, EXIF (but the orientation) and whatever follows its end. The colour
 * profile stays, without the name somebody gave it. Throws {@link FileRefused} when it is not whole.
 */
export function cleanPng(file: Buffer): Buffer {
  const kept: Buffer[] = [];
  let orientation = 1;
  for (let at = SIGNATURE_LENGTH; ; ) {
    if (at + 12 > file.length) throw new FileRefused('damaged');
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) throw new FileRefused('damaged');
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, end - 4);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) throw new FileRefused('damaged');
    if (kept.length === 0 && type !== 'IHDR') throw new FileRefused('damaged');
    if (type === 'eXIf') orientation = orientationOf(body);
    if (type === 'IEND') {
      const [head = Buffer.alloc(0), ...rest] = kept;
      const turned = orientation === 1 ? [] : [chunk('eXIf', tiffOf(orientation))];
      return Buffer.concat([file.subarray(0, SIGNATURE_LENGTH), head, ...turned, ...rest, chunk('IEND', Buffer.alloc(0))]);
    }
    if (type === 'iCCP') kept.push(chunk(type, unnamed(body)));
    else if (KEPT.has(type)) kept.push(file.subarray(at, end));
    // A capital says that nobody may show the picture without it.
    else if (/^[A-Z]/.test(type)) throw new FileRefused('damaged');
    at = end;
  }
}

function unnamed(profile: Buffer): Buffer {
  const end = profile.indexOf(0);
  if (end < 0) throw new FileRefused('damaged');
  return Buffer.concat([PROFILE_NAME, profile.subarray(end)]);
}

function chunk(type: string, body: Buffer): Buffer {
  const made = Buffer.alloc(12 + body.length);
  made.writeUInt32BE(body.length, 0);
  made.write(type, 4, 'latin1');
  body.copy(made, 8);
  made.writeUInt32BE(crc32(made.subarray(4, 8 + body.length)), 8 + body.length);
  return made;
}
