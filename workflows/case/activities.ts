import { recordCase } from '@shaodao/contracts/dispatch';
import { onDuty } from '@shaodao/contracts/registry';
import type { CaseEvent, OnDuty } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';
import type { Addressee } from '@shaodao/domain/case/tell';
import { areaCodeAt } from '@shaodao/domain/tier';
import type { Bus } from '@shaodao/platform/bus';
import type { z } from 'zod';

/** Events of one case with whom to tell of each, and the state after the last. */
export type RecordStep = z.output<typeof recordCase.input>;

/** Just under the workflow's own limit for one local try, so that the refusal is ours and not a cut. */
const LIMIT_MS = 1_800;

/** What a case asks of other processes. Each may run twice. */
export interface CaseActivities {
  record(step: RecordStep): Promise<null>;
}

export function caseActivities(bus: Bus): CaseActivities {
  return {
    record: async (step) => {
      const endsAt = Date.now() + LIMIT_MS;
      const found = await Promise.all(step.events.map((event, index) => dutyFor(bus, event, step.tell[index] ?? [])));
      const events = step.events.map((event, index) => (event.actor === null ? { ...event, onDuty: found[index] ?? [] } : event));
      const tell = step.tell.map((whom, index) => [...whom, ...alarm(found[index] ?? [], step.state)]);
      return bus.request(recordCase, { ...step, events, tell }, { timeoutMs: endsAt - Date.now() });
    },
  };
}

/**
 * When a clock acts, who is on duty is asked and kept with the event; the first answer recorded stays. Asked for now, not
 * for the deadline: after an outage those who can act must hear of it.
 */
async function dutyFor(bus: Bus, event: CaseEvent, tell: Addressee[]): Promise<OnDuty[]> {
  if (event.actor !== null) return [];
  const found = await Promise.all(
    tell.map(async (to): Promise<OnDuty[]> => {
      if ('personId' in to) return [];
      const asked = {
        seat: to.seat,
        areaCode: 'areaCode' in to ? to.areaCode : null,
        departmentId: 'departmentId' in to ? to.departmentId : null,
      };
      return [{ ...asked, ...(await bus.request(onDuty, { ...asked, at: Date.now() }, { timeoutMs: LIMIT_MS })) }];
    }),
  );
  return found.flat();
}

/** An empty roster: whoever stands above was asked instead, if anybody, and those who keep the rosters hear of it. */
function alarm(found: readonly OnDuty[], { place }: CaseState): Addressee[] {
  const empty = found.some(({ via }) => via === 'levelAbove' || via === 'nobody');
  return empty ? [{ seat: 'operations', areaCode: areaCodeAt(place.gridCode, 'district') }] : [];
}
