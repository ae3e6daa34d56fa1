import type { CallOutcome } from '@shaodao/contracts/calls';
import type { Outcome } from '../channels/channel.js';
import type { KeptDelivery } from './calls.store.js';
import type { DeliveryState } from './delivery-state.js';

interface Fate {
  state: DeliveryState;
  code: string | null;
  acceptedAt: number | null;
}

/** How it stands with these people: what was found out now before what was kept. Whoever nobody knows of is unknown. */
export function summary(people: ReadonlyMap<string, string>, results: readonly Outcome[], kept: readonly KeptDelivery[]): CallOutcome {
  const fates = new Map<string, Fate>(kept.map((row) => [row.personId, row]));
  for (const { personId, state, code, at } of results) {
    const known = fates.get(personId);
    // A receipt may have come while we asked.
    if (known === undefined || known.state === 'sending') fates.set(personId, { state, code, acceptedAt: state === 'accepted' ? at : null });
  }
  const answer: CallOutcome = { acceptedAt: null, accepted: 0, failed: [], unknown: [] };
  for (const personId of people.keys()) {
    const fate = fates.get(personId);
    if (fate === undefined || fate.state === 'sending' || fate.state === 'unknown') answer.unknown.push(personId);
    else if (fate.state === 'failed') answer.failed.push({ personId, code: fate.code ?? 'UNKNOWN' });
    else answer.accepted++;
    if (fate !== undefined && fate.acceptedAt !== null) answer.acceptedAt = Math.max(answer.acceptedAt ?? 0, fate.acceptedAt);
  }
  return answer;
}
