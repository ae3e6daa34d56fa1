import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { faultOf, OfficeFileRefused, refuse } from './fault.js';
import { ENTRIES_MOST, RATIO_FROM_BYTES, RATIO_MOST, UNPACKED_MOST_BYTES } from './limits.js';

/** The parts of a zipped file; names are compared without case, as the Open Packaging Conventions (ISO/IEC 29500-2) want. */
export interface Zip {
  names: string[];
  has(name: string): boolean;
  /** Unpacks as it is read, counted over all parts; refuses `bomb`, `cut`, and `broken` for a name that is not there. */
  read(name: string): AsyncGenerator<Buffer>;
}

const GENERAL_UTF8 = 0x800;

/** Refuses a file whose list of parts is cut, too long, twofold, or leads elsewhere. Nothing is unpacked yet. */
export async function openZip(bytes: Buffer): Promise<Zip> {
  const entries = new Map<string, yauzl.Entry>();
  const zip = await listed(bytes, entries);
  const spent = { bytes: 0 };
  const keyOf = (name: string): string => name.toLowerCase();
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(keyOf(name)),
    read(name) {
      const entry = entries.get(keyOf(name));
      return entry ? unpacked(zip, entry, spent) : refuse('broken', undefined, `${name} ?`);
    },
  };
}

async function listed(bytes: Buffer, entries: Map<string, yauzl.Entry>): Promise<yauzl.ZipFile> {
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, decodeStrings: false });
    let declared = 0;
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      if (++count > ENTRIES_MOST) refuse('bomb', undefined, `${zip.entryCount}`);
      if (entry.isEncrypted()) refuse('encrypted');
      // Told too small it is still counted while unpacking; told too large it need not begin.
      if ((declared += entry.uncompressedSize) > UNPACKED_MOST_BYTES) refuse('bomb', undefined, `${declared} B`);
      const name = safeName(entry);
      if (entries.has(name)) refuse('unsafeName', undefined, name);
      if (!name.endsWith('/')) entries.set(name, entry);
    }
    return zip;
  } catch (error) {
    throw asFault(error);
  }
}

function safeName(entry: yauzl.Entry): string {
  const utf8 = entry.generalPurposeBitFlag | GENERAL_UTF8;
  const name = yauzl.getFileNameLowLevel(utf8, entry.fileNameRaw, entry.extraFields, true);
  if (yauzl.validateFileName(name) !== null || name.includes('\0') || name === '') refuse('unsafeName', undefined, name.replaceAll('\0', '\\0'));
  return name.toLowerCase();
}

async function* unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry, spent: { bytes: number }): AsyncGenerator<Buffer> {
  let bytes = 0;
  let sum = 0;
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      spent.bytes += chunk.length;
      if (spent.bytes > UNPACKED_MOST_BYTES) refuse('bomb', undefined, `> ${UNPACKED_MOST_BYTES} B`);
      if (bytes > RATIO_FROM_BYTES && bytes > RATIO_MOST * entry.compressedSize) refuse('bomb', undefined, `> 1 : ${RATIO_MOST}`);
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw asFault(error);
  }
  if (bytes !== entry.uncompressedSize || sum !== entry.crc32) refuse('cut', undefined, 'CRC');
}

/** Whatever the unzipper objects to is a damaged file: it has all bytes in memory, nothing else can fail. */
function asFault(error: unknown): OfficeFileRefused {
  if (error instanceof OfficeFileRefused) return error;
  const { message } = error as Error;
  return new OfficeFileRefused(faultOf(/encryption/.test(message) ? 'encrypted' : 'cut', undefined, message));
}
