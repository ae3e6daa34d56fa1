import { HEARD_RANKED, higher, RANKED } from './delivery-state.js';
import type { RealmReceipt } from './receipts.store.js';

/** One for each message, the furthest of each: a statement that met a row twice would keep either. */
export function merged(receipts: readonly RealmReceipt[]): RealmReceipt[] {
  const byMessage = new Map<string, RealmReceipt>();
  for (const receipt of receipts) {
    const key = `${receipt.realm} ${receipt.batchId} ${receipt.mark ?? ''}`;
    const known = byMessage.get(key);
    if (known === undefined) {
      byMessage.set(key, receipt);
      continue;
    }
    const further = higher(RANKED, receipt.state, known.state) === known.state ? known : receipt;
    byMessage.set(key, { ...further, heard: higher(HEARD_RANKED, receipt.heard, known.heard) });
  }
  return [...byMessage.values()];
}
