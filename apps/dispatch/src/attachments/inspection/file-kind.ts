import type { MediaType } from '@shaodao/domain/case/state';
import { FileRefused } from './file-refused.js';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Brands of the container that HEIC, AVIF and their like share with MP4. */
const HEIF = /^ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis)/;

/** What a file is by its first bytes; throws {@link FileRefused} for anything else. A name or a header is never asked. */
export function kindOf(file: Buffer): MediaType {
  if (file.length === 0) throw new FileRefused('empty');
  if (file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff) return 'image/jpeg';
  if (file.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  const head = file.toString('latin1', 0, 16);
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp';
  if (/^%PDF-[12]\.\d/.test(head)) return 'application/pdf';
  throw new FileRefused(HEIF.test(head.slice(4)) ? 'heic' : 'kind');
}

const RAR = Buffer.from('Rar!\x1a\x07', 'latin1');
const SEVEN_ZIP = Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1');
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
/** The end record of a zip and the longest comment behind it: readers look no further back. */
const ZIP_END_MOST = 22 + 65_535;
/** Readers look for a PDF's head this far in. */
const PDF_HEAD_MOST = 1_024;

/**
 * Refuses what another program would open as something else: a picture with an archive behind it (图种), a picture that
 * is a PDF. Nobody makes one by accident, so it is refused even where cleaning would leave it harmless.
 */
export function refuseTwofold(file: Buffer, kind: MediaType): void {
  if (file.includes(RAR) || file.includes(SEVEN_ZIP) || endsAsZip(file)) throw new FileRefused('twofold');
  if (kind !== 'application/pdf' && file.subarray(0, PDF_HEAD_MOST).includes('%PDF-')) throw new FileRefused('twofold');
}

function endsAsZip(file: Buffer): boolean {
  const tail = file.subarray(Math.max(0, file.length - ZIP_END_MOST));
  for (let at = tail.indexOf(ZIP_END); at >= 0; at = tail.indexOf(ZIP_END, at + 1)) {
    if (at + 22 > tail.length) return false;
    // Four bytes may come together by chance; a list of files that would have to lie before them does not.
    const entries = tail.readUInt16LE(at + 10);
    const listed = tail.readUInt32LE(at + 12) + tail.readUInt32LE(at + 16);
    if (entries > 0 && listed <= file.length - tail.length + at) return true;
  }
  return false;
}
