import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { evolve } from '@shaodao/domain/case/evolve';
import type { CaseState } from '@shaodao/domain/case/state';
import { whomToTell } from '@shaodao/domain/case/tell';
import type { CaseRules } from '@shaodao/domain/policy';
import { factOf } from './fact.js';
import type { History } from './history.store.js';

/** The facts of a history from `since` on, as they were told when they were recorded, and the state it leads to. */
export async function retold(
  { lines, number }: History,
  since: number,
  rulesOf: (ref: string) => Promise<CaseRules>,
): Promise<{ facts: CaseFactMessage[]; state: CaseState }> {
  const facts: CaseFactMessage[] = [];
  let state: CaseState | null = null;
  for (const { event, recordedAt } of lines) {
    const after: CaseState = evolve(state, event);
    // An event is told under the rules it was decided under; new ones hold from the next on.
    const { policy } = await rulesOf((state ?? after).rulesRef);
    if (recordedAt >= since) facts.push({ ...factOf(event, whomToTell(event, after, policy), after), number, recordedAt });
    state = after;
  }
  if (state === null) throw new Error('a history without lines');
  return { facts, state };
}
