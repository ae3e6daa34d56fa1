import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { columnLetters, writable } from './cell-text.js';
import { refuse } from './fault.js';
import { CELL_MOST_CHARACTERS, SHEETS_MOST } from './limits.js';
import { FIXED_PARTS, sharedStringsXml, sheetXml, workbookParts, type SheetToWrite } from './workbook-xml.js';

/** The same rows give the same bytes on every day. */
const DATE = new Date(Date.UTC(2026, 0, 1));
/** Excel's rule for the name of a sheet. */
const SHEET_NAME = /^(?!')[^[\]:*?/\\]{1,31}(?<!')$/;

/**
 * An .xlsx whose cells are all texts, so that Excel shows every digit of a code and takes nothing for a formula; the first row
 * stands still. Values are trimmed, characters that nobody can have typed become �. Refuses `cellTooLong`; throws RangeError on
 * no sheet, more than 64, and names that Excel does not take.
 */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const names = sheets.map(({ name }) => name);
  checkNames(names);
  const table = stringTable(sheets);
  const zip = new ZipFile();
  const options = { mtime: DATE, forceDosTimestamp: true };
  for (const [part, xml] of [...FIXED_PARTS, ...workbookParts(names)]) zip.addBuffer(Buffer.from(xml), part, options);
  for (const [index, sheet] of sheets.entries()) zip.addReadStream(Readable.from(sheetXml(sheet, table)), `xl/worksheets/sheet${index + 1}.xml`, options);
  zip.addReadStream(Readable.from(sharedStringsXml(table)), 'xl/sharedStrings.xml', options);
  zip.end();
  return buffer(zip.outputStream);
}

function checkNames(names: readonly string[]): void {
  const distinct = new Set(names.map((name) => name.toLowerCase()));
  if (names.length === 0 || names.length > SHEETS_MOST || distinct.size < names.length) throw new RangeError('a workbook has 1 to 64 sheets of different names');
  for (const name of names) if (!SHEET_NAME.test(name) || writable(name) !== name) throw new RangeError(`not a name of a sheet: ${name}`);
}

/** Every text once, with its number; whatever can be refused is refused here, before the first byte. */
function stringTable(sheets: readonly SheetToWrite[]): Map<string, number> {
  const table = new Map<string, number>();
  for (const { name, headers, rows } of sheets) {
    for (const [row, cells] of [headers, ...rows].entries()) {
      for (const [column, cell] of cells.entries()) {
        const text = writable(cell);
        if (text.length > CELL_MOST_CHARACTERS) refuse('cellTooLong', { sheet: name, row: row + 1, column: columnLetters(column) });
        if (text !== '' && !table.has(text)) table.set(text, table.size);
      }
    }
  }
  return table;
}
