import type { ReplanProgress, ReplanStart } from '@shaodao/contracts/replan-workflow';
import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { ReplanActivities } from './activities.js';

const asks = proxyActivities<ReplanActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});
/** Long, so it says how far it is: a dead worker is noticed within the heartbeat and another goes on from there. */
const pages = proxyActivities<ReplanActivities>({
  startToCloseTimeout: '30m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

/** At least two: the second finds cases that were born under the old rules while the first went through. */
const FEWEST_PASSES = 2;
/** What has failed so often does not come right by itself. */
const MOST_PASSES = 5;
/** A report that was stamped just before the start is in the lists by then. */
const BETWEEN_PASSES = '2s';

/** Re-plan 重新计算时限: takes every open case to other rules, page by page, and again until nothing is left to move. */
export async function replanWorkflow({ replanId, resumed }: ReplanStart): Promise<void> {
  if (resumed === undefined) await asks.beginReplan(replanId);
  let at: ReplanProgress = resumed ?? { pass: 1, after: null, touched: 0 };
  for (;;) {
    at = await pages.replanCases(replanId, at);
    if (at.after === null) {
      if (at.pass >= MOST_PASSES || (at.pass >= FEWEST_PASSES && at.touched === 0)) break;
      await sleep(BETWEEN_PASSES);
      at = { pass: at.pass + 1, after: null, touched: 0 };
    }
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof replanWorkflow>({ replanId, resumed: at });
  }
  await asks.endReplan(replanId);
}
