import { ASK_ANEW, type RosterWatchStart } from '@shaodao/contracts/timer-workflow';
import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { RosterWatchActivities } from './activities.js';

const askAnew = defineSignal(ASK_ANEW);
const registry = proxyActivities<RosterWatchActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

/**
 * 值班表: has gaps of a roster told while they lie a week ahead. Registry says when to look again, and what was told it
 * keeps itself; told that the roster is another, the watch looks at once. Ends with the roster.
 */
export async function rosterWatchWorkflow({ rosterKey }: RosterWatchStart): Promise<void> {
  let isStale = false;
  setHandler(askAnew, () => void (isStale = true));
  for (;;) {
    isStale = false;
    const watch = await registry.watchRoster(rosterKey);
    if (isStale) continue;
    if (watch === null) return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof rosterWatchWorkflow>({ rosterKey });
    await condition(() => isStale, Math.max(1, watch.askAgainAt - Date.now()));
  }
}
