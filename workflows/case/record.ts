import type { CaseEvent, OnDuty } from '@shaodao/domain/case/event';
import { evolve } from '@shaodao/domain/case/evolve';
import type { CaseState } from '@shaodao/domain/case/state';
import { whomToTell, type Addressee } from '@shaodao/domain/case/tell';
import type { CasePolicy } from '@shaodao/domain/policy';
import { condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities, DutyQuestion } from './activities.js';

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

interface Line {
  event: CaseEvent;
  tell: Addressee[];
  after: CaseState;
}

/** What the workflow decided, on its way to the record: in order, one activity at a time. */
export class CaseRecord {
  private lines: Line[] = [];

  constructor(private readonly policy: CasePolicy) {}

  add(before: CaseState | null, events: readonly CaseEvent[]): void {
    let after = before;
    for (const event of events) {
      after = evolve(after, event);
      this.lines.push({ event, tell: whomToTell(event, after, this.policy), after });
    }
  }

  /** Writes until `over` and nothing is left. The only place that starts an activity: never two at once. */
  async drain(over: () => boolean): Promise<void> {
    for (;;) {
      await condition(() => this.lines.length > 0 || over());
      const lines = this.lines.splice(0);
      const last = lines.at(-1);
      if (last === undefined) return;
      const events: CaseEvent[] = [];
      for (const line of lines) events.push(await withEvidence(line));
      const tell = lines.map((line) => line.tell);
      await surely((to) => to.record({ caseId: last.after.caseId, events, tell, state: last.after }));
    }
  }
}

/** When a clock acts, who is on duty then is asked and kept with the event. */
async function withEvidence({ event, tell }: Line): Promise<CaseEvent> {
  if (event.actor !== null) return event;
  const questions = tell.flatMap((to): DutyQuestion[] =>
    'personId' in to
      ? []
      : [
          {
            seat: to.seat,
            areaCode: 'areaCode' in to ? to.areaCode : null,
            departmentId: 'departmentId' in to ? to.departmentId : null,
            at: event.at,
          },
        ],
  );
  if (questions.length === 0) return event;
  const onDuty: OnDuty[] = await surely((to) => to.findOnDuty(questions));
  return { ...event, onDuty };
}

async function surely<T>(call: (to: CaseActivities) => Promise<T>): Promise<T> {
  try {
    return await call(atOnce);
  } catch {
    // A local try fails with the bare cause, not with an ActivityFailure: whatever it was, the endless one follows.
    return call(withoutEnd);
  }
}
