import type { PassProgress } from '@shaodao/contracts/case-passes';
import { beginReshape, endReshape, followCase, reshapePage } from '@shaodao/contracts/reshape-cases';
import type { Bus } from '@shaodao/platform/bus';
import { walkOn } from '../passes/activities.js';

/** What a reshaping of grids asks of dispatch. Each may run twice. */
export interface ReshapeActivities {
  /** Whether there is anything to do: it may have been called off before its time. */
  beginReshape(reshapeId: string): Promise<{ calledOff: boolean }>;
  /** A part of a pass; `after` is null when the pass is through. */
  followCases(reshapeId: string, from: PassProgress): Promise<PassProgress>;
  endReshape(reshapeId: string): Promise<null>;
}

export function reshapeActivities(bus: Bus): ReshapeActivities {
  return {
    beginReshape: (reshapeId) => bus.request(beginReshape, { reshapeId }),
    endReshape: (reshapeId) => bus.request(endReshape, { reshapeId }),
    followCases: (reshapeId, from) =>
      walkOn(from, {
        page: async (after, limit) => (await bus.request(reshapePage, { reshapeId, after, limit })).caseIds,
        each: async (caseId) => {
          const { outcome } = await bus.request(followCase, { reshapeId, caseId });
          return outcome !== 'ended';
        },
      }),
  };
}
