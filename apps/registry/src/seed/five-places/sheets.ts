import { LIST_NAMES, listOf } from '@shaodao/contracts/register/lists';
import type { SheetToWrite } from '../../office-file/workbook-xml.js';
import type { SeedEntry } from '../entries.js';

/** A sheet to each list that has entries, named and headed in Chinese; a value that is not there is an empty cell. */
export function sheetsOf(entries: readonly SeedEntry[]): SheetToWrite[] {
  const byList = Map.groupBy(entries, ({ list }) => list);
  return LIST_NAMES.filter((list) => byList.has(list)).map((list) => {
    const { zh, fields } = listOf(list);
    const columns = Object.entries(fields);
    const rows = (byList.get(list) ?? []).map(({ entry }) =>
      columns.map(([name, field]) => {
        const value = (entry as Record<string, unknown>)[name];
        return value === null || value === undefined ? '' : field.print(value);
      }),
    );
    return { name: zh, headers: columns.map(([, field]) => field.zh), rows };
  });
}
