import { LIST_NAMES, listOf } from '@shaodao/contracts/register/lists';
import { cellsOf } from '../../exports/list-sheets.js';
import type { SheetToWrite } from '../../office-file/workbook-xml.js';
import type { SeedEntry } from '../seed-entry.js';

/** A sheet to each list that has entries, named and headed in Chinese, as an office would write it. */
export function sheetsOf(entries: readonly SeedEntry[]): SheetToWrite[] {
  const byList = Map.groupBy(entries, ({ list }) => list);
  return LIST_NAMES.filter((list) => byList.has(list)).map((list) => ({
    name: listOf(list).zh,
    headers: Object.values(listOf(list).fields).map(({ zh }) => zh),
    rows: (byList.get(list) ?? []).map(({ entry }) => cellsOf(list, entry)),
  }));
}
