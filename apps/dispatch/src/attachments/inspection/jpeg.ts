import { FileRefused } from './file-refused.js';
import { orientationOf, tiffOf } from './orientation.js';

const SOI = Buffer.from([0xff, 0xd8]);
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const EXIF = 'Exif\0\0';

/** What a decoder needs: frames, tables, restarts, scans. Hierarchical and lossless pictures are no photos. */
function isPicture(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xda && marker <= 0xdd) || marker === 0xdb;
}

/**
 * The same picture, bit for bit, without anything beside it: EXIF (but the orientation), XMP, IPTC, comments, previews,
 * makers' notes, and whatever follows its end. The colour profile stays. Throws {@link FileRefused} when it is not whole.
 */
export function cleanJpeg(file: Buffer): Buffer {
  const kept: Buffer[] = [];
  let head: Buffer = Buffer.alloc(0);
  let orientation = 1;
  for (let at = SOI.length; ; ) {
    if (file[at] !== 0xff) throw new FileRefused('damaged');
    // Any number of fill bytes may stand before a marker.
    while (file[at + 1] === 0xff) at++;
    const marker = file[at + 1] ?? 0;
    if (marker === EOI) {
      const turned = orientation === 1 ? [] : [segment(APP1, Buffer.concat([Buffer.from(EXIF, 'latin1'), tiffOf(orientation)]))];
      return Buffer.concat([SOI, head, ...turned, ...kept, Buffer.from([0xff, EOI])]);
    }
    const end = endOfSegment(file, at);
    const body = file.subarray(at + 4, end);
    if (isPicture(marker) || isColour(marker, body)) kept.push(Buffer.from([0xff, marker]), file.subarray(at + 2, end));
    else if (marker < APP0 || marker === 0xff) throw new FileRefused('damaged');
    if (marker === APP0 && startsWith(body, 'JFIF\0') && body.length >= 14) head = jfifOf(body);
    if (marker === APP1 && startsWith(body, EXIF)) orientation = orientationOf(body.subarray(EXIF.length));
    at = end;
    if (marker === SOS) {
      at = endOfScan(file, end);
      kept.push(file.subarray(end, at));
    }
  }
}

function endOfSegment(file: Buffer, at: number): number {
  if (at + 4 > file.length) throw new FileRefused('damaged');
  const length = file.readUInt16BE(at + 2);
  if (length < 2 || at + 2 + length > file.length) throw new FileRefused('damaged');
  return at + 2 + length;
}

/** Coded data runs to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at)) {
    const next = file[at + 1];
    if (next === undefined) break;
    if (next === 0xff) at += 1;
    else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else return at;
  }
  throw new FileRefused('damaged');
}

/** The colour profile, and Adobe's note of how colours are coded: without them a picture looks wrong. */
function isColour(marker: number, body: Buffer): boolean {
  return (marker === APP2 && startsWith(body, 'ICC_PROFILE\0')) || (marker === APP14 && startsWith(body, 'Adobe') && body.length === 12);
}

/** Version and density without the small picture that may follow them. */
function jfifOf(body: Buffer): Buffer {
  return segment(APP0, Buffer.concat([body.subarray(0, 12), Buffer.from([0, 0])]));
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function startsWith(body: Buffer, text: string): boolean {
  return body.toString('latin1', 0, text.length) === text;
}
