import type { ModeStart } from '@shaodao/contracts/mode-workflow';
import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import { inPasses, PASS_OPTIONS } from '../passes/passes.js';
import type { ModeActivities } from './activities.js';

const asks = proxyActivities<ModeActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});
const pages = proxyActivities<ModeActivities>(PASS_OPTIONS);

/**
 * 平急转换: tells every open case in the areas of a change what holds there now. A case that took it may be behind in the record,
 * so before it goes through again it waits until the record shows what the last pass has done.
 */
export async function modeWorkflow({ epoch, resumed }: ModeStart): Promise<void> {
  if (resumed === undefined) await asks.beginMode(epoch);
  await inPasses(resumed, {
    walk: (at) => pages.switchCases(epoch, at),
    between: () => pages.modeSettled(epoch),
    goOn: (at) => continueAsNew<typeof modeWorkflow>({ epoch, resumed: at }),
  });
  await asks.endMode(epoch);
}
