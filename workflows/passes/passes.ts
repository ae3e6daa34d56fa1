import type { PassProgress } from '@shaodao/contracts/case-passes';
import { sleep, workflowInfo } from '@temporalio/workflow';

/** At least two: the second finds cases that were born as before while the first went through. */
const FEWEST_PASSES = 2;
/** What has failed so often does not come right by itself. */
const MOST_PASSES = 5;
/** A report that was stamped just before the start is in the lists by then. */
const BETWEEN_PASSES = '2s';

/** For the activity that does a part of a pass: it is long, so it says how far it is; a dead worker is noticed within the heartbeat. */
export const PASS_OPTIONS = {
  startToCloseTimeout: '30m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '5s' },
} as const;

/** Goes through all open cases, and again until nothing is left to move; `goOn` hands over to a new run when this one has grown long. */
export async function inPasses(
  resumed: PassProgress | undefined,
  steps: {
    walk: (at: PassProgress) => Promise<PassProgress>;
    /** What a pass has to wait for besides before the next begins. */
    between?: () => Promise<void>;
    goOn: (at: PassProgress) => Promise<never>;
  },
): Promise<void> {
  let at: PassProgress = resumed ?? { pass: 1, after: null, touched: 0 };
  for (;;) {
    at = await steps.walk(at);
    if (at.after === null) {
      if (at.pass >= MOST_PASSES || (at.pass >= FEWEST_PASSES && at.touched === 0)) return;
      await sleep(BETWEEN_PASSES);
      await steps.between?.();
      at = { pass: at.pass + 1, after: null, touched: 0 };
    }
    if (workflowInfo().continueAsNewSuggested) await steps.goOn(at);
  }
}
