import type { CaseEvent } from '@shaodao/domain/case/event';
import type { History } from './history.store.js';

/**
 * Lines of a record that may be ahead of the case's run, which took the commands `taken`. Those a clock made are found by
 * the run again as they were; what a person did is not, so only a history that ends with an unknown command counts.
 * Empty when the run knows its last command; else everything after the last one it knows, lines of clocks among them.
 */
export function linesAhead({ caseId, lines }: History, taken: ReadonlySet<string>): CaseEvent[] {
  const events = lines.map((line) => line.event);
  // The opening is in the start of the run itself.
  const known = ({ commandId }: CaseEvent): boolean => commandId !== null && (commandId === caseId || taken.has(commandId));
  const lastAct = events.findLast((event) => event.commandId !== null);
  if (lastAct === undefined || known(lastAct)) return [];
  return events.slice(events.findLastIndex(known) + 1);
}
