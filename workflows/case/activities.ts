import { recordCase } from '@shaodao/contracts/dispatch';
import { onDuty } from '@shaodao/contracts/registry';
import type { OnDuty } from '@shaodao/domain/case/event';
import type { Bus } from '@shaodao/platform/bus';
import type { z } from 'zod';

export type CaseRecordInput = z.output<typeof recordCase.input>;
export type DutyQuestion = z.output<typeof onDuty.input>;

/** Just under the workflow's own limit for one local try, so that the refusal is ours and not a cut. */
const LIMIT_MS = 1_800;

/** What a case asks of other processes. Each may run twice. */
export interface CaseActivities {
  record(input: CaseRecordInput): Promise<null>;
  findOnDuty(questions: DutyQuestion[]): Promise<OnDuty[]>;
}

export function caseActivities(bus: Bus): CaseActivities {
  return {
    record: (input) => bus.request(recordCase, input, { timeoutMs: LIMIT_MS }),
    findOnDuty: (questions) =>
      Promise.all(
        questions.map(async ({ seat, areaCode, departmentId, at }) => ({
          seat,
          areaCode,
          departmentId,
          ...(await bus.request(onDuty, { seat, areaCode, departmentId, at }, { timeoutMs: LIMIT_MS })),
        })),
      ),
  };
}
