import type { ReplanStart } from '@shaodao/contracts/replan-workflow';
import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import { inPasses, PASS_OPTIONS } from '../passes/passes.js';
import type { ReplanActivities } from './activities.js';

const asks = proxyActivities<ReplanActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});
const pages = proxyActivities<ReplanActivities>(PASS_OPTIONS);

/** Re-plan 重新计算时限: takes every open case to other rules, page by page, and again until nothing is left to move. */
export async function replanWorkflow({ replanId, resumed }: ReplanStart): Promise<void> {
  if (resumed === undefined) await asks.beginReplan(replanId);
  await inPasses(resumed, {
    walk: (at) => pages.replanCases(replanId, at),
    goOn: (at) => continueAsNew<typeof replanWorkflow>({ replanId, resumed: at }),
  });
  await asks.endReplan(replanId);
}
