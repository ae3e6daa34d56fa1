import type { PassProgress } from '@shaodao/contracts/case-passes';
import { beginReplan, endReplan, replanCase, replanPage } from '@shaodao/contracts/replan';
import type { Bus } from '@shaodao/platform/bus';
import { walkOn } from '../passes/activities.js';

/** What a re-plan asks of dispatch. Each may run twice. */
export interface ReplanActivities {
  beginReplan(replanId: string): Promise<null>;
  /** A part of a pass; `after` is null when the pass is through. */
  replanCases(replanId: string, from: PassProgress): Promise<PassProgress>;
  endReplan(replanId: string): Promise<null>;
}

export function replanActivities(bus: Bus): ReplanActivities {
  return {
    beginReplan: (replanId) => bus.request(beginReplan, { replanId }),
    endReplan: (replanId) => bus.request(endReplan, { replanId }),
    replanCases: (replanId, from) =>
      walkOn(from, {
        page: async (after, limit) => (await bus.request(replanPage, { replanId, after, limit })).caseIds,
        each: async (caseId) => {
          const { outcome } = await bus.request(replanCase, { replanId, caseId });
          return outcome === 'moved' || outcome === 'failed';
        },
      }),
  };
}
