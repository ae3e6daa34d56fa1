import type { listCaseDeadlines } from '@shaodao/contracts/dispatch';
import type { CaseEvent } from '@shaodao/domain/case/event';
import { deadlineKey } from '@shaodao/domain/case/state';
import type { z } from 'zod';

type DeadlineLine = z.output<typeof listCaseDeadlines.output>['items'][number];

/** Every deadline a history set, and what became of it: met in time, missed, or replaced by another before it was due. */
export function deadlinesOf(events: readonly CaseEvent[]): DeadlineLine[] {
  const lines: DeadlineLine[] = [];
  const open = new Map<string, DeadlineLine>();
  for (const event of events) {
    const end = (key: string, replaced: boolean): void => {
      const line = open.get(key);
      if (line === undefined) return;
      open.delete(key);
      line.endedAt = event.at;
      line.state = event.at >= line.dueAt ? 'missed' : replaced ? 'replaced' : 'met';
    };
    for (const key of event.disarms) end(key, event.fact.type === 'whistleWithdrawn');
    for (const deadline of event.arms) {
      // A new level clock after a person's step means the old one was met; after an escalation by hand it was replaced.
      end(deadlineKey(deadline), event.fact.type === 'escalated');
      const { kind, departmentId, dueAt } = deadline;
      const line: DeadlineLine = { kind, departmentId, dueAt, setAt: event.at, state: 'open', endedAt: null };
      lines.push(line);
      open.set(deadlineKey(deadline), line);
    }
  }
  return lines;
}
