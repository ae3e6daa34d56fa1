import type { listCaseDeadlines } from '@shaodao/contracts/case-history';
import type { CaseEvent, CaseFactType } from '@shaodao/domain/case/event';
import { deadlineKey } from '@shaodao/domain/case/deadline';
import type { z } from 'zod';

type DeadlineLine = z.output<typeof listCaseDeadlines.output>['items'][number];

/** After these a deadline that was still open mattered no longer; after all others it was met. */
const VOIDS: ReadonlySet<CaseFactType> = new Set([
  'whistleWithdrawn',
  'whistleRefused',
  'suspended',
  'cancelled',
  'merged',
  'rejected',
  'returnGranted',
  'adjudicated',
  'reassigned',
  'departmentReleased',
  'finalised',
  'modeChanged',
]);
/** What sets a deadline anew although the old one was not met: another level has it, or other rules or more time count. */
const RESETS: ReadonlySet<CaseFactType> = new Set([...VOIDS, 'escalated', 'deescalated', 'filed', 'extensionGranted', 'replanned']);

/** Every deadline a history set, and what became of it: met in time, missed, or replaced by another before it was due. */
export function deadlinesOf(events: readonly CaseEvent[]): DeadlineLine[] {
  const lines: DeadlineLine[] = [];
  const open = new Map<string, DeadlineLine>();
  for (const { at, fact, arms, disarms } of events) {
    const end = (key: string, replaced: boolean): void => {
      const line = open.get(key);
      if (line === undefined) return;
      open.delete(key);
      line.endedAt = at;
      line.state = at >= line.dueAt ? 'missed' : replaced ? 'replaced' : 'met';
    };
    for (const key of disarms) end(key, VOIDS.has(fact.type));
    for (const deadline of arms.filter(({ kind }) => kind !== 'urge')) {
      end(deadlineKey(deadline), RESETS.has(fact.type));
      const { kind, departmentId, ref = null, dueAt } = deadline;
      const line: DeadlineLine = { kind, departmentId, ref, dueAt, setAt: at, state: 'open', endedAt: null };
      lines.push(line);
      open.set(deadlineKey(deadline), line);
    }
  }
  return lines;
}
