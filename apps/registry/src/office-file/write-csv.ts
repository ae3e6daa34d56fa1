import { columnLetters, writable } from './cell-text.js';
import { guard } from './csv-guard.js';
import { refuse } from './fault.js';
import { CELL_MOST_CHARACTERS } from './limits.js';

/**
 * UTF-8 with its mark, so that Excel shows no mojibake, comma, CRLF. No value can become a formula (csv-guard), and readOfficeFile
 * gives every value back, trimmed. Characters that nobody can have typed become �. Refuses `cellTooLong`.
 */
export function writeCsv(headers: readonly string[], rows: Iterable<readonly string[]>): Buffer {
  const lines: string[] = [];
  for (const cells of [headers, ...rows]) {
    const row = lines.length + 1;
    lines.push(cells.map((cell, column) => written(cell, row, column)).join(','));
  }
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function written(cell: string, row: number, column: number): string {
  const text = writable(cell);
  if (text.length > CELL_MOST_CHARACTERS) refuse('cellTooLong', { sheet: null, row, column: columnLetters(column) });
  const safe = guard(text);
  return /[",;，\t\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
