import type { Found } from './finding.js';
import { mismatches } from './finding.js';
import type { ReadCase, ReadLine } from './records.store.js';

/**
 * What is wrong with a history itself. Of lines that are gone, there without reason, or no longer what they were when the
 * next one was written, the first is named: behind it nothing can be trusted. An altered line whose own hash was made anew
 * shows at the next one; if all that follow were made anew too, only a copy kept elsewhere would show it.
 */
export function chainFaults(read: ReadCase): Found[] {
  const broken = firstBroken(read);
  return [...(broken === null ? [] : [broken]), ...read.lines.flatMap(columnFaults)];
}

function firstBroken({ row, lastHash, lines }: ReadCase): Found | null {
  for (const [index, line] of lines.entries()) {
    const due = index + 1;
    if (line.seq > due) return { seq: due, fault: 'lineMissing', why: `line ${line.seq} follows line ${due - 1}` };
    if (line.hash !== line.dueHash) return altered(line, lines);
  }
  const last = lines.length;
  if (row === null) return last === 0 ? null : { seq: 1, fault: 'lineExtra', why: `${last} lines without a row` };
  if (row.seq > last) return { seq: last + 1, fault: 'lineMissing', why: `the row counts ${row.seq} lines, the history ends with ${last}` };
  if (row.seq < last) return { seq: row.seq + 1, fault: 'lineExtra', why: `the row counts ${row.seq} lines, the history has ${last}` };
  const stored = lines.at(-1)?.hash ?? '';
  if (lastHash === stored) return null;
  return { seq: last, fault: 'lastHash', why: 'the row ends with another hash than the history', stored: lastHash, rebuilt: stored };
}

function altered({ seq, hash, dueHash }: ReadLine, lines: readonly ReadLine[]): Found {
  const later = lines.filter((line) => line.seq > seq && line.hash !== line.dueHash).length;
  const more = later === 0 ? '' : `; ${later} later lines do not fit either`;
  const after = seq === 1 ? '' : ` behind line ${seq - 1}`;
  return { seq, fault: 'lineAltered', why: `its hash is not that of its content${after}${more}`, stored: hash, rebuilt: dueHash };
}

/** Columns that repeat what the line says; no hash covers them. */
function columnFaults({ event, seq, ...columns }: ReadLine): Found[] {
  const stored = { seq, caseId: columns.caseId, at: columns.at, commandId: columns.commandId, textId: columns.textId };
  const said = { seq: event.seq, caseId: event.caseId, at: event.at, commandId: event.commandId, textId: event.textId };
  return mismatches(stored, said).map((mismatch) => ({ seq, fault: 'lineColumn', why: 'a column says other than its line', ...mismatch }));
}
