import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { cellText, columnLetters, countRow } from './cell-text.js';
import { encodingOf, type Encoding } from './csv-encoding.js';
import { guarded, shortened, unguarded } from './csv-guard.js';
import { NOWHERE, refuse } from './fault.js';
import { TOKEN_MOST_CHARACTERS, type Counts } from './limits.js';
import type { SheetRow } from './sheet.js';

const PIECE = 65_536;
const BATCH = 500;
const SEPARATORS = [',', '\t', ';'];
const FULL_WIDTH = '，';

/**
 * The rows of a CSV file by its first separator of comma, tab and semicolon. A row is a record, as Excel counts:
 * a value may hold line ends, an empty line is a row. A value that begins with `=` is refused as a formula, `5.11703E+14` as a
 * code that lost its digits; `+86…`, `-3` and `@name` are text, and the apostrophe that writeCsv puts before them is taken away.
 */
export async function* csvRows(bytes: Buffer, counts: Counts): AsyncGenerator<SheetRow[]> {
  const encoding = encodingOf(bytes);
  const delimiter = separatorOf(new TextDecoder(encoding).decode(bytes.subarray(0, PIECE)));
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: TOKEN_MOST_CHARACTERS,
  });
  let row = 0;
  let rows: SheetRow[] = [];
  try {
    for await (const record of Readable.from(pieces(bytes, encoding)).pipe(parser) as AsyncIterable<string[]>) {
      row++;
      const cells = record.map((raw, column) => valueOf(raw, row, column));
      while (cells.at(-1) === '') cells.pop();
      if (cells.length === 0) continue;
      countRow({ row, cells }, null, counts);
      if (rows.push({ row, cells }) < BATCH) continue;
      yield rows;
      rows = [];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser is ahead of the loop, and drops what it has read.
    const { code, records, column } = error as unknown as { code: string; records: number; column: unknown };
    const letters = typeof column === 'number' ? columnLetters(column) : null;
    refuse(code === 'CSV_MAX_RECORD_SIZE' ? 'cellTooLong' : 'quotes', { ...NOWHERE, row: records + 1, column: letters });
  }
  if (rows.length > 0) yield rows;
}

function valueOf(raw: string, row: number, column: number): string {
  const place = { sheet: null, row, column: columnLetters(column) };
  const text = cellText(raw, place);
  if (text.startsWith('=')) refuse('formula', place);
  if (shortened(text)) refuse('digitsLost', place, text);
  return guarded(text) ? cellText(unguarded(text), place) : text;
}

function* pieces(bytes: Buffer, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let from = 0; from < bytes.length; from += PIECE) {
    const text = decoder.decode(bytes.subarray(from, from + PIECE), { stream: from + PIECE < bytes.length });
    if (text !== '') yield text;
  }
}

/** The commonest in the first line with text, outside quotation marks. A full-width comma separates only where nothing else does. */
function separatorOf(text: string): string {
  const lines = text.replace(/"[^"]*"?/g, '').split(/[\r\n]+/);
  const line = lines.find((some) => some.trim() !== '') ?? '';
  const counts = SEPARATORS.map((separator) => line.split(separator).length);
  const most = Math.max(...counts);
  if (most === 1) return line.includes(FULL_WIDTH) ? FULL_WIDTH : ',';
  return SEPARATORS[counts.indexOf(most)] ?? ',';
}
