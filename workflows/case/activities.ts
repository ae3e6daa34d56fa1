import { recordCase, recordCases } from '@shaodao/contracts/case-record';
import { CodedError } from '@shaodao/contracts/errors';
import { onDuty, onDutyEach } from '@shaodao/contracts/registry';
import type { CaseEvent, OnDuty } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';
import type { Addressee } from '@shaodao/domain/case/tell';
import { areaCodeAt } from '@shaodao/domain/tier';
import type { Bus } from '@shaodao/platform/bus';
import { Gather } from '@shaodao/platform/gather';
import { activityInfo } from '@temporalio/activity';
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
  const duty = gatherDuty(bus);
  const record = gatherRecord(bus);
  return {
    record: async (step) => {
      const endsAt = Date.now() + LIMIT_MS;
      const found = await Promise.all(step.events.map((event, index) => dutyFor(duty, event, step.tell[index] ?? [], endsAt)));
      const events = step.events.map((event, index) => (event.actor === null ? { ...event, onDuty: found[index] ?? [] } : event));
      const tell = step.tell.map((whom, index) => [...whom, ...alarm(found[index] ?? [], step.state)]);
      const whole = { ...step, events, tell };
      // The first try goes in company; one that failed goes alone, so that it cannot hold back others twice.
      if (activityInfo().isLocal) return record.ask(whole, endsAt);
      return bus.request(recordCase, whole, { timeoutMs: endsAt - Date.now() });
    },
  };
}

type DutyQuestion = Omit<z.output<typeof onDuty.input>, 'at'>;
type DutyAnswer = z.output<typeof onDuty.output>;

/** Steps of one moment are one message and one commit. Half of what the bus carries, should every letter take three bytes. */
const COMPANY = { lanes: 2, most: 50, mostBytes: 180_000, crowd: { count: 10, withinMs: 100, waitMs: 40 } };

function gatherRecord(bus: Bus): Gather<RecordStep, null> {
  return new Gather<RecordStep, null>({
    ...COMPANY,
    send: async (steps, endsAt) => {
      const { failed } = await bus.request(recordCases, { steps }, { timeoutMs: endsAt - Date.now() });
      return steps.map(({ caseId }) => (failed.includes(caseId) ? new CodedError('INTERNAL') : null));
    },
  });
}

/** The same question of one moment is asked once. */
function gatherDuty(bus: Bus): Gather<DutyQuestion, DutyAnswer> {
  return new Gather<DutyQuestion, DutyAnswer>({
    ...COMPANY,
    send: async (asked, endsAt) => {
      const keys = [...new Set(asked.map((question) => JSON.stringify(question)))];
      const questions = keys.map((key) => ({ ...(JSON.parse(key) as DutyQuestion), at: Date.now() }));
      const { answers } = await bus.request(onDutyEach, { questions }, { timeoutMs: endsAt - Date.now() });
      const known = new Map(keys.map((key, index) => [key, answers[index]]));
      return asked.map((question) => known.get(JSON.stringify(question)) ?? new CodedError('INTERNAL'));
    },
  });
}

/**
 * When a clock acts, who is on duty is asked and kept with the event; the first answer recorded stays. Asked for now, not
 * for the deadline: after an outage those who can act must hear of it.
 */
async function dutyFor(
  duty: Gather<DutyQuestion, DutyAnswer>,
  event: CaseEvent,
  tell: Addressee[],
  endsAt: number,
): Promise<OnDuty[]> {
  if (event.actor !== null) return [];
  const found = await Promise.all(
    tell.map(async (to): Promise<OnDuty[]> => {
      if ('personId' in to) return [];
      const asked = {
        seat: to.seat,
        areaCode: 'areaCode' in to ? to.areaCode : null,
        departmentId: 'departmentId' in to ? to.departmentId : null,
      };
      return [{ ...asked, ...(await duty.ask(asked, endsAt)) }];
    }),
  );
  return found.flat();
}

/** An empty roster: whoever stands above was asked instead, if anybody, and those who keep the rosters hear of it. */
function alarm(found: readonly OnDuty[], { place }: CaseState): Addressee[] {
  const empty = found.some(({ via }) => via === 'levelAbove' || via === 'nobody');
  return empty ? [{ seat: 'operations', areaCode: areaCodeAt(place.gridCode, 'district') }] : [];
}
