import { parentPort } from 'node:worker_threads';
import { OfficeFileRefused, type FileFault } from './fault.js';
import type { SheetToWrite } from './workbook-xml.js';
import { writeCsv } from './write-csv.js';
import { writeWorkbook } from './write-workbook.js';

/** What the thread hears: parts of sheets in order, then what to make of them. CSV holds the first sheet alone. */
export type WritingHeard = { part: SheetToWrite } | { make: 'xlsx' | 'csv' };
export type WritingSaid = { bytes: Uint8Array } | { fault: FileFault };

const sheets: (Omit<SheetToWrite, 'rows'> & { rows: (readonly string[])[] })[] = [];

parentPort?.on('message', (heard: WritingHeard) => {
  if ('make' in heard) void make(heard.make);
  else if (sheets.at(-1)?.name !== heard.part.name) sheets.push({ ...heard.part, rows: [...heard.part.rows] });
  else for (const row of heard.part.rows) sheets.at(-1)?.rows.push(row);
});

async function make(format: 'xlsx' | 'csv'): Promise<void> {
  const [first] = sheets;
  try {
    const bytes = format === 'xlsx' ? await writeWorkbook(sheets) : writeCsv(first?.headers ?? [], first?.rows ?? []);
    parentPort?.postMessage({ bytes } satisfies WritingSaid);
  } catch (error) {
    if (!(error instanceof OfficeFileRefused)) throw error;
    parentPort?.postMessage({ fault: error.fault } satisfies WritingSaid);
  }
}
