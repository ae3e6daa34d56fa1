import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCsv } from '../../office-file/write-csv.js';
import { writeWorkbook } from '../../office-file/write-workbook.js';
import { digestOf } from '../district.js';
import { growResidents } from './dachuan.js';
import { growFivePlaces } from './five-places.js';
import { sheetsOf } from './sheets.js';

/** Writes the office files of five places into a folder: 五地.xlsx and a CSV file to each of its sheets; residents apart. */
const [, , folder = 'five-places'] = process.argv;
const startedAt = Date.now();
mkdirSync(folder, { recursive: true });
for (const [name, entries] of [['五地', growFivePlaces()], ['五地居民', growResidents()]] as const) {
  const sheets = sheetsOf(entries);
  writeFileSync(join(folder, `${name}.xlsx`), await writeWorkbook(sheets));
  for (const { name: list, headers, rows } of sheets) writeFileSync(join(folder, `${list}.csv`), writeCsv(headers, rows));
  const counts = sheets.map((sheet) => `${sheet.name} ${sheet.rows.length}`).join(', ');
  process.stdout.write(`${name}: ${entries.length} rows, digest ${digestOf(entries).slice(0, 16)} (${counts}); ${((Date.now() - startedAt) / 1_000).toFixed(1)} s\n`);
}
