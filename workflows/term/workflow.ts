import type { Term } from '@shaodao/contracts/register/timers';
import { ASK_ANEW, type TermStart } from '@shaodao/contracts/timer-workflow';
import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { TermActivities } from './activities.js';

const askAnew = defineSignal(ASK_ANEW);
const registry = proxyActivities<TermActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** Longest single wait: a term far ahead is looked at again in between. */
const LONGEST_MS = 100 * 86_400_000;

/**
 * 聘期: waits for the opening of a post's renewal, then for the end of its term. What it waits for it asks registry, anew
 * whenever the post is said to be another: a new term on the same post goes on in the same run. Ends with the post.
 */
export async function termWorkflow({ postId, renewedUntilAt }: TermStart): Promise<void> {
  let isStale = false;
  let renewed = renewedUntilAt;
  setHandler(askAnew, () => void (isStale = true));
  for (;;) {
    isStale = false;
    const term = await registry.readTerm(postId);
    if (isStale) continue;
    if (term === null) return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof termWorkflow>({ postId, renewedUntilAt: renewed });
    const next = nextOf(term, renewed, Date.now());
    const wait = Math.min(LONGEST_MS, Math.max(1, next.at - Date.now()));
    if ((await condition(() => isStale, wait)) || Date.now() < next.at) continue;
    if (next.what === 'look' || term.untilAt === null) continue;
    await registry.reachTerm({ postId, what: next.what, untilAt: term.untilAt, since: term.since });
    if (next.what === 'renewal') renewed = term.untilAt;
  }
}

/** What comes first. `look`: what was said for later takes effect. A term that is over already opens no renewal. */
function nextOf({ untilAt, renewalOpensAt, askAgainAt }: Term, renewed: number | undefined, now: number): { what: 'look' | 'renewal' | 'expiry'; at: number } {
  const look = { what: 'look' as const, at: askAgainAt ?? Number.POSITIVE_INFINITY };
  if (untilAt === null) return look;
  const opens = renewalOpensAt !== null && renewed !== untilAt && untilAt > now;
  const step = opens ? { what: 'renewal' as const, at: renewalOpensAt } : { what: 'expiry' as const, at: untilAt };
  return look.at < step.at ? look : step;
}
