import { csvRows } from './csv-rows.js';
import { NOWHERE, refuse } from './fault.js';
import { FILE_MOST_BYTES, type Counts } from './limits.js';
import { addPart, type OfficeFile, type Sheet, type SheetPart } from './sheet.js';
import { sheetRows } from './sheet-rows.js';
import { openWorkbook } from './workbook.js';
import { openZip } from './zip.js';

const ZIP = Buffer.from('PK\u0003\u0004');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** A password makes a workbook a stream of this name in a compound file (MS-OFFCRYPTO, 2.3.4.4). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const TEXT = ['csv', 'tsv', 'txt'];

/**
 * The rows of a workbook or CSV file, part by part, as they are unpacked; a fault may come after good rows. Throws
 * {@link OfficeFileRefused} only. Takes a third of a second of the thread per 10,000 rows: OfficeReader has one for each file.
 */
export async function* officeFileParts({ name, bytes }: OfficeFile): AsyncGenerator<SheetPart> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const counts: Counts = { rows: 0, cells: 0, characters: 0 };
  if (kindOf(name, file) === 'csv') {
    yield { sheet: null, rows: [] };
    for await (const rows of csvRows(file, counts)) yield { sheet: null, rows };
    return;
  }
  const zip = await openZip(file);
  const book = await openWorkbook(zip);
  for (const { name: sheet, part } of book.sheets) {
    yield { sheet, rows: [] };
    for await (const rows of sheetRows(zip.read(part), sheet, { book, counts })) yield { sheet, rows };
  }
}

/** All sheets of a workbook, hidden ones too, or the one of a CSV file. */
export async function readOfficeFile(file: OfficeFile): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for await (const part of officeFileParts(file)) addPart(sheets, part);
  return sheets;
}

/** By content; the name must agree, so that nobody is told one thing by the name and another by the file. */
function kindOf(name: string, file: Buffer): 'xlsx' | 'csv' {
  const ending = /\.([^.]{1,8})$/.exec(name.toLowerCase())?.[1] ?? '';
  if (file.length === 0) refuse('empty');
  if (file.length > FILE_MOST_BYTES) refuse('tooLarge');
  if (file.subarray(0, 8).equals(COMPOUND)) refuse(file.includes(ENCRYPTED) ? 'encrypted' : 'oldWorkbook');
  if (ending === 'xlsm' || ending === 'xltm') refuse('macros');
  if (ending === 'xlsb') refuse('binaryWorkbook');
  const zipped = file.subarray(0, 4).equals(ZIP);
  if (zipped && ending === 'xlsx') return 'xlsx';
  if (zipped || !TEXT.includes(ending)) refuse('unknownKind', NOWHERE, name);
  const start = file.subarray(0, 512).toString('latin1').trimStart();
  if (/^(%PDF|<(!doctype|\?xml|html|table))/i.test(start)) refuse('unknownKind', NOWHERE, start.slice(0, 12));
  return 'csv';
}
