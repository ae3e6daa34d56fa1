import { CASE_NOTE, caseWorkflowId } from '@shaodao/contracts/case-workflow';
import type { Applied } from '@shaodao/domain/case/apply';
import type { CaseEvent } from '@shaodao/domain/case/event';
import { evolve } from '@shaodao/domain/case/evolve';
import { notesOf } from '@shaodao/domain/case/note';
import type { CaseState } from '@shaodao/domain/case/state';
import { whomToTell, type Addressee } from '@shaodao/domain/case/tell';
import type { CaseRules } from '@shaodao/domain/policy';
import { condition, getExternalWorkflowHandle, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities, RecordStep } from './activities.js';

/** One try inside the workflow task: when it works, the lists show a command before its answer leaves. */
const atOnce = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '3s',
  retry: { maximumAttempts: 1 },
});

/** Behind it, a try without end: a database that is away for an hour loses nothing. */
const withoutEnd = proxyActivities<CaseActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

/** A long outage leaves many lines; one message of the bus holds this many with room to spare. */
const MOST_AT_ONCE = 100;

interface Line {
  event: CaseEvent;
  tell: Addressee[];
  after: CaseState;
}

/** What the workflow decided, on its way to the record: in order, one activity at a time. */
export class CaseRecord {
  private lines: Line[] = [];

  add({ events }: Applied, before: CaseState | null, { policy }: CaseRules): void {
    let after = before;
    for (const event of events) {
      after = evolve(after, event);
      this.lines.push({ event, tell: whomToTell(event, after, policy), after });
    }
  }

  isWaiting(): boolean {
    return this.lines.length > 0;
  }

  /** Writes until `over` and nothing is left. The only place that starts an activity: never two at once. */
  async drain(over: () => boolean): Promise<void> {
    for (;;) {
      await condition(() => this.lines.length > 0 || over());
      const lines = this.lines.splice(0, MOST_AT_ONCE);
      const last = lines.at(-1);
      if (last === undefined) return;
      const step: RecordStep = {
        caseId: last.after.caseId,
        events: lines.map((line) => line.event),
        tell: lines.map((line) => line.tell),
        state: last.after,
      };
      try {
        await atOnce.record(step);
      } catch {
        // A local try fails with the bare cause, not with an ActivityFailure: whatever it was, the endless one follows.
        await withoutEnd.record(step);
      }
      await tellOthers(lines);
    }
  }
}

/** Tells other cases what concerns them. One that has ended for good has nothing to hear any more. */
async function tellOthers(lines: readonly Line[]): Promise<void> {
  for (const { toCaseId, note } of lines.flatMap(({ event, after }) => notesOf(event, after))) {
    await getExternalWorkflowHandle(caseWorkflowId(toCaseId)).signal(CASE_NOTE, note).catch(() => undefined);
  }
}
