import { LIST_NAMES, listOf, type ListName } from '@shaodao/contracts/register/lists';
import { columnLetters } from '../office-file/cell-text.js';
import type { Sheet } from '../office-file/sheet.js';
import { importFault, type Faults, type ImportFaultCode, type Place } from './import-fault.js';

/** 删除: a last column that may be left out; 是 ends the entry of its row. */
export const END_HEADER = '删除';
/** Sheets that speak to people: who exported, how to fill in. They are not read. */
export const NOTE_SHEETS = ['导出说明', '填写说明'] as const;

const LIST_OF = new Map<string, ListName>(LIST_NAMES.map((name) => [listOf(name).zh, name]));

/** A sheet that is a list, and which column holds which field. */
export interface ListSheet {
  list: ListName;
  file: string;
  sheet: string | null;
  /** Columns, from 0, by field. */
  columns: ReadonlyMap<string, number>;
  /** Of {@link END_HEADER}; -1 without one. */
  endColumn: number;
  /** By column: does it have a header? It is marked as one once a value without has been told. */
  headed: boolean[];
}

/** The list of a CSV file is the beginning of its name up to the first sign, e.g. `网格-20261126.csv`. */
export function listInName(file: string): string {
  return /^[^-_\s.()（）]*/.exec(file.normalize('NFC'))?.[0] ?? '';
}

/** null: nothing to read, or faults which are added. */
export function listSheetOf({ name, rows }: Sheet, file: string, faults: Faults): ListSheet | null {
  const called = name ?? listInName(file);
  if (rows.length === 0 && name !== null) return null;
  if ((NOTE_SHEETS as readonly string[]).includes(called)) return null;
  const list = LIST_OF.get(called);
  if (list === undefined) {
    faults.add(importFault('unknownList', { file, sheet: name }, called));
    return null;
  }
  const [headers] = rows;
  if (headers === undefined) {
    faults.add(importFault('noHeader', { file, sheet: name }));
    return null;
  }
  const before = faults.count;
  const at = { file, sheet: name, row: headers.row };
  const { columns, endColumn } = columnsOf(headers.cells, list, (code, place, found) => faults.add(importFault(code, { ...at, ...place }, found)));
  return faults.count > before ? null : { list, file, sheet: name, columns, endColumn, headed: headers.cells.map((header) => header !== '') };
}

function columnsOf(headers: readonly string[], list: ListName, refuse: (code: ImportFaultCode, place: Partial<Place>, found: string) => void): Pick<ListSheet, 'columns' | 'endColumn'> {
  const fields = Object.entries(listOf(list).fields);
  const columns = new Map<string, number>();
  let endColumn = -1;
  for (const [column, header] of headers.entries()) {
    if (header === '') continue;
    const place = { column: columnLetters(column), header };
    const field = fields.find(([, { zh }]) => zh === header)?.[0];
    if (field === undefined && header !== END_HEADER) refuse('unknownHeader', place, header);
    else if (field === undefined ? endColumn >= 0 : columns.has(field)) refuse('doubledHeader', place, header);
    else if (field === undefined) endColumn = column;
    else columns.set(field, column);
  }
  // A part of the key that may be empty still decides which entry a row is.
  for (const [name, { zh, required }] of fields) {
    if ((required || listOf(list).key.includes(name)) && !columns.has(name)) refuse('missingColumn', { header: zh }, zh);
  }
  return { columns, endColumn };
}
