import type { ReshapeStart } from '@shaodao/contracts/reshape-workflow';
import { continueAsNew, proxyActivities, sleep } from '@temporalio/workflow';
import { inPasses, PASS_OPTIONS } from '../passes/passes.js';
import type { ReshapeActivities } from './activities.js';

const asks = proxyActivities<ReshapeActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});
const pages = proxyActivities<ReshapeActivities>(PASS_OPTIONS);

/** 动态调整: waits until grids are reshaped, then takes every open case on them to the grid that has its ground now. */
export async function reshapeWorkflow({ reshapeId, effectiveAt, resumed }: ReshapeStart): Promise<void> {
  if (resumed === undefined) {
    if (effectiveAt > Date.now()) await sleep(effectiveAt - Date.now());
    const { calledOff } = await asks.beginReshape(reshapeId);
    if (calledOff) return;
  }
  await inPasses(resumed, {
    walk: (at) => pages.followCases(reshapeId, at),
    goOn: (at) => continueAsNew<typeof reshapeWorkflow>({ reshapeId, effectiveAt, resumed: at }),
  });
  await asks.endReshape(reshapeId);
}
