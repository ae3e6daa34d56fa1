import { listOf } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import { columnLetters } from '../office-file/cell-text.js';
import type { SheetRow } from '../office-file/sheet.js';
import { importFault, type Faults, type Place } from './import-fault.js';
import type { ListSheet } from './sheet-columns.js';

/** A row, and the entry it is about. */
export interface RowPlace {
  of: ListSheet;
  row: number;
  key: string;
}

/** What a row says: these values, or that the entry ends (null). A field whose column the sheet has not is not among them. */
export interface ImportRow extends RowPlace {
  values: Record<string, unknown> | null;
}

/** Where a row is, or a field in it. */
export function placeOfRow({ of, row }: Pick<RowPlace, 'of' | 'row'>, field?: string): Place {
  const column = field === undefined ? undefined : of.columns.get(field);
  const header = field === undefined ? null : (listOf(of.list).fields[field]?.zh ?? null);
  return { file: of.file, sheet: of.sheet, row, column: column === undefined ? null : columnLetters(column), header };
}

/** The cells of a row read by their fields; null with a fault added where a required one is empty, and for a template's example. */
export function importRow({ row, cells }: SheetRow, of: ListSheet, faults: Faults): ImportRow | null {
  const { fields, key } = listOf(of.list);
  if (isExample(cells, of)) return null;
  let whole = refuseUnheaded({ row, cells }, of, faults);
  const ending = of.endColumn < 0 ? '' : (cells[of.endColumn] ?? '');
  if (ending !== '' && ending !== '是' && ending !== '否') {
    faults.add(importFault('badEnd', { ...placeOfRow({ of, row }), column: columnLetters(of.endColumn), header: '删除' }));
    return null;
  }
  const values: Record<string, unknown> = {};
  for (const [name, column] of of.columns) {
    const field = fields[name];
    const cell = cells[column] ?? '';
    if (field === undefined) continue;
    if (cell !== '') values[name] = field.read(cell);
    else if (!field.required) values[name] = undefined;
    else if (ending !== '是' || key.includes(name)) {
      faults.add(importFault('required', placeOfRow({ of, row }, name)));
      whole = false;
    }
  }
  if (!whole) return null;
  return { of, row, key: keyOf(listOf(of.list), values), values: ending === '是' ? null : values };
}

function refuseUnheaded({ row, cells }: SheetRow, of: ListSheet, faults: Faults): boolean {
  const before = faults.count;
  for (const [column, cell] of cells.entries()) {
    if (cell === '' || of.headed[column] === true) continue;
    of.headed[column] = true;
    faults.add(importFault('emptyHeader', { ...placeOfRow({ of, row }), column: columnLetters(column) }));
  }
  return faults.count === before;
}

/** Word for word what the template shows: left standing by whoever filled it in. */
function isExample(cells: readonly string[], { list, columns, endColumn }: ListSheet): boolean {
  const { fields } = listOf(list);
  if (columns.size !== Object.keys(fields).length || (cells[endColumn] ?? '') !== '') return false;
  for (const [name, column] of columns) if ((cells[column] ?? '') !== fields[name]?.example) return false;
  return true;
}
