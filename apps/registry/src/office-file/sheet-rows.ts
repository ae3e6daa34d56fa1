import { cellText, columnIndex, columnLetters, countRow } from './cell-text.js';
import { refuse, type FilePlace } from './fault.js';
import type { Counts } from './limits.js';
import { isoText, numberText } from './number-text.js';
import { textItem, unescaped } from './shared-strings.js';
import type { SheetRow } from './sheet.js';
import type { Workbook } from './workbook.js';
import { parsed, type Attributes } from './xml.js';

/** Excel's. */
const ROW_END = 1_048_576;
const COLUMN_END = 16_384;
/** Seven written characters for each of a cell. */
const VALUE_MOST = 7 * 32_767;

interface CellRead {
  type: string;
  style: number;
  value: string;
}

/**
 * The rows of one sheet, in pieces as they are unpacked. Hidden rows and columns are read like others. A merge within one row
 * is read as its first cell, one over several rows is refused: what it means for the rows below is a guess.
 */
export async function* sheetRows(chunks: AsyncIterable<Buffer>, sheet: string, read: { book: Workbook; counts: Counts }): AsyncGenerator<SheetRow[]> {
  const { book, counts } = read;
  let rows: SheetRow[] = [];
  let inData = false;
  let row: SheetRow = { row: 0, cells: [] };
  /** Of the cell being read, from 0; -1 before the first of a row. */
  let at = -1;
  let cell: CellRead | null = null;
  let inValue = false;
  const inline = textItem();

  const place = (): FilePlace => ({ sheet, row: inData && row.row > 0 ? row.row : null, column: cell ? columnLetters(at) : null });

  function openRow({ r }: Attributes): void {
    const number = r === undefined ? row.row + 1 : Number(r);
    if (!(number > row.row && number <= ROW_END && Number.isInteger(number))) refuse('broken', place(), `row ${r}`);
    row = { row: number, cells: [] };
    at = -1;
  }

  function openCell({ r, t, s }: Attributes): void {
    const [, letters = '', number] = r === undefined ? [] : (/^([A-Z]+)(\d+)$/.exec(r) ?? ['', '', '']);
    const column = r === undefined ? at + 1 : columnIndex(letters);
    if (!(column > at && column < COLUMN_END) || (number !== undefined && Number(number) !== row.row)) refuse('broken', place(), `cell ${r}`);
    at = column;
    cell = { type: t ?? 'n', style: Number(s ?? 0), value: '' };
    inline.begin();
  }

  function closeCell({ type, style, value }: CellRead): void {
    const text = cellText(valueText(type, value, style), place());
    if (text === '') return;
    while (row.cells.length < at) row.cells.push('');
    row.cells.push(text);
  }

  function valueText(type: string, value: string, style: number): string {
    switch (type) {
      case 's': {
        if (value === '') return '';
        const shared = book.strings[Number(value)];
        return shared ?? refuse('broken', place(), `shared string ${value}`);
      }
      case 'inlineStr':
        return inline.end();
      case 'str':
        return unescaped(value);
      case 'b':
        return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        return refuse('errorCell', place(), value);
      case 'd':
        return value === '' ? '' : isoText(value, place());
      case 'n':
        return value === '' ? '' : numberText(value.trim(), { format: book.formats[style] ?? 'plain', from1904: book.from1904 }, place());
      default:
        return refuse('broken', place(), `t="${type}"`);
    }
  }

  const pieces = parsed(chunks, {
    place,
    open(name, attributes) {
      if (name === 'sheetData') inData = true;
      else if (name === 'mergeCell') refuseTall(attributes.ref ?? '', sheet);
      else if (!inData) return;
      else if (name === 'row') openRow(attributes);
      else if (name === 'c') openCell(attributes);
      else if (!cell) return;
      else if (name === 'f') refuse('formula', place());
      else if (name === 'v') inValue = true;
      else inline.open(name);
    },
    text(said) {
      if (!cell) return;
      if (!inValue) return inline.text(said);
      if (cell.value.length + said.length > VALUE_MOST) refuse('cellTooLong', place());
      cell.value += said;
    },
    close(name) {
      if (name === 'sheetData') inData = false;
      else if (name === 'v') inValue = false;
      else if (name === 'c' && cell) {
        closeCell(cell);
        cell = null;
      } else if (name === 'row' && inData) {
        if (row.cells.length === 0) return;
        countRow(row, sheet, counts);
        rows.push(row);
      } else if (cell) inline.close(name);
    },
  });
  for await (const _ of pieces) {
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

function refuseTall(ref: string, sheet: string): void {
  const [, column = null, from, to] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(ref) ?? [];
  if (from !== to) refuse('mergedRows', { sheet, row: Number(from), column }, ref);
}
