import { OfficeFileRefused } from '../office-file/fault.js';
import { ROWS_MOST } from '../office-file/limits.js';
import type { OfficeFile, Sheet, SheetRow } from '../office-file/sheet.js';
import { breathing } from './breath.js';
import { faultAt, importFault, type Faults } from './import-fault.js';
import { importRow, placeOfRow, type ImportRow } from './import-row.js';
import { listSheetOf } from './sheet-columns.js';

/** Where the bytes of a file come from, and who reads them. */
export interface Source {
  name: string;
  /** null when it is gone. */
  open: () => Promise<OfficeFile['bytes'] | null>;
}
export type ReadOffice = (file: OfficeFile) => Promise<Sheet[]>;

/** The rows of all files, in order, each key once. Whatever is wrong is added to the faults, and the rest is read all the same. */
export async function readFiles(sources: readonly Source[], read: ReadOffice, faults: Faults): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  const first = new Map<string, ImportRow>();
  const breathe = breathing();
  const take = (row: SheetRow, of: ImportRow['of']): void => {
    const one = importRow(row, of, faults);
    if (one === null) return;
    if (rows.length === ROWS_MOST) return faults.count === 0 ? faults.add(importFault('tooMany', placeOfRow(one), String(ROWS_MOST))) : undefined;
    const name = `${of.list} ${one.key}`;
    const other = first.get(name);
    if (other !== undefined) return faults.add(importFault('doubledKey', placeOfRow(one), rowWords(other, one)));
    first.set(name, one);
    rows.push(one);
  };
  for (const { name, open } of sources) {
    for (const sheet of await sheetsOf({ name, open }, read, faults)) {
      const of = listSheetOf(sheet, name, faults);
      // Let go one by one: cells and entries of a large list together are more than the process has.
      const all = sheet.rows.splice(0).reverse();
      all.pop();
      for (let row = all.pop(); of !== null && row !== undefined; row = all.pop()) {
        take(row, of);
        await breathe();
      }
    }
  }
  if (rows.length === 0 && faults.count === 0) faults.add(importFault('nothing', { file: sources[0]?.name ?? '' }));
  return rows;
}

async function sheetsOf({ name, open }: Source, read: ReadOffice, faults: Faults): Promise<Sheet[]> {
  const bytes = await open();
  if (bytes === null) {
    faults.add(importFault('gone', { file: name }));
    return [];
  }
  try {
    return await read({ name, bytes });
  } catch (error) {
    if (!(error instanceof OfficeFileRefused)) throw error;
    const { sheet, row, column } = error.fault;
    faults.add(faultAt({ file: name, sheet, row, column }, error.fault));
    return [];
  }
}

/** Names the row that stands first: its file or sheet only where it is another. */
function rowWords({ of, row }: ImportRow, from: ImportRow): [string, string] {
  const where = of.file !== from.of.file ? of.file : of.sheet !== from.of.sheet ? (of.sheet ?? '') : '';
  return where === '' ? [`row ${row}`, `第${row}行`] : [`row ${row} of ${where}`, `${where}第${row}行`];
}
