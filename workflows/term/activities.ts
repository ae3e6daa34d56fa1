import { reachTerm, readTerm, type Term } from '@shaodao/contracts/register/timers';
import type { Bus } from '@shaodao/platform/bus';

/** What a term asks of registry. Each may run twice. */
export interface TermActivities {
  readTerm(postId: string): Promise<Term | null>;
  reachTerm(step: { postId: string; what: 'renewal' | 'expiry'; untilAt: number; since: number }): Promise<{ reached: boolean }>;
}

export function termActivities(bus: Bus): TermActivities {
  return {
    readTerm: (postId) => bus.request(readTerm, { postId }),
    reachTerm: (step) => bus.request(reachTerm, step),
  };
}
