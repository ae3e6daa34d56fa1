import type { Contact } from '@shaodao/contracts/plans';
import type { Realm } from '@shaodao/domain/activation/realm';
import type { Batch, Channel } from '../channels/channel.js';
import type { NewDelivery } from './calls.store.js';

/** 同一被叫 1 次/分钟、5 次/小时、20 次/天 (语音通知流控). */
export const CALLEE_MOST = { minute: 1, hour: 5, day: 20 };

export interface CallPlan {
  rows: NewDelivery[];
  batches: Batch[];
}

/**
 * Who is written to how: batches of the vendor's size in order of person, so that the same people make the same batches, and
 * a row for everybody, with the code of those who cannot be reached so. `refused`: people the channel must leave alone now.
 */
export function planCall<R extends Realm>(
  way: Channel<R> | null,
  people: ReadonlyMap<string, string>,
  known: { contacts: ReadonlyMap<string, Contact>; refused: ReadonlyMap<string, string>; newId: () => string; now: number },
): CallPlan {
  const rows: NewDelivery[] = [];
  const batches: Batch[] = [];
  for (const personId of [...people.keys()].sort()) {
    const contact = known.contacts.get(personId) ?? { personId, phone: null, workAppId: null };
    const refusal = known.refused.get(personId);
    const reach = refusal === undefined ? (way?.addressOf(contact) ?? { code: 'NO_CHANNEL' }) : { code: refusal };
    if (way === null || 'code' in reach) {
      rows.push({ personId, state: 'failed', code: 'code' in reach ? reach.code : null, batchId: null, addressMark: null });
      continue;
    }
    let batch = batches.at(-1);
    if (batch === undefined || batch.people.length >= way.batchMost) batches.push((batch = { id: known.newId(), people: [], sentAt: known.now }));
    const token = people.get(personId) ?? '';
    batch.people.push({ personId, address: reach.address, token: token === '' ? null : token });
    rows.push({ personId, state: 'sending', code: null, batchId: batch.id, addressMark: way.markOf(batch.id, reach.address) });
  }
  return { rows, batches };
}

/** Those of the batches who are in `personIds`. */
export function narrowed(batches: readonly Batch[], personIds: ReadonlySet<string>): Batch[] {
  return batches
    .map((batch) => ({ ...batch, people: batch.people.filter(({ personId }) => personIds.has(personId)) }))
    .filter(({ people }) => people.length > 0);
}
