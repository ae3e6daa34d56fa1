/** How a picture is turned to be looked at, 1 (as it is) to 8: the one thing of EXIF that is kept. */

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
/** Entries a camera writes are dozens; what claims more is no list. */
const ENTRIES_MOST = 1_000;

/** Reads it from EXIF's own structure, TIFF. 1 when it is missing, odd, or the structure is broken. */
export function orientationOf(tiff: Buffer): number {
  try {
    const order = tiff.toString('latin1', 0, 2);
    if (order !== 'II' && order !== 'MM') return 1;
    const short = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const long = (at: number): number => (order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
    const list = long(4);
    const entries = Math.min(short(list), ENTRIES_MOST);
    for (let at = list + 2; at < list + 2 + entries * 12; at += 12) {
      if (short(at) !== ORIENTATION_TAG || short(at + 2) !== SHORT) continue;
      const value = short(at + 8);
      return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
  } catch {
    // It pointed outside of itself.
    return 1;
  }
}

/** EXIF that says this and nothing else. */
export function tiffOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION_TAG, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
