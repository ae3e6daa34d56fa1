import type { Contact } from '@shaodao/contracts/plans';
import type { Realm } from '@shaodao/domain/activation/realm';
import type { CallMessage } from './call-message.js';

export interface Recipient {
  personId: string;
  /** Phone or account: lives no longer than the request. */
  address: string;
  /** Opens the person's own answer page; null where there is none, or it is not known any more. */
  token: string | null;
}

/** What is handed to a vendor at once. `id` is our name for it there, so that a repeat or a receipt is known again. */
export interface Batch {
  id: string;
  people: Recipient[];
  /** When it was first handed over, or about to be. */
  sentAt: number;
}

/** `unknown`: the vendor may have taken it or not. */
export interface Outcome {
  personId: string;
  state: 'accepted' | 'failed' | 'unknown';
  /** The vendor's, or our word where it was not asked. */
  code: string | null;
  providerId: string | null;
  at: number;
}

/** What a vendor says later of one message. `mark` null: the batch is of one person. */
export interface Receipt {
  batchId: string;
  mark: string | null;
  state: 'delivered' | 'read' | 'failed';
  code: string | null;
  /** `answered`: a button or key was pressed, not merely heard. */
  heard: 'failed' | 'reached' | 'answered' | null;
  at: number;
}

/** What comes to the address a vendor calls back. */
export interface Callback {
  query: Record<string, string>;
  body: string;
}

/** One way to people in one realm, over one vendor's account. */
export interface Channel<R extends Realm> {
  readonly realm: R;
  readonly batchMost: number;
  /** Batches under way at once. */
  readonly lanes: number;
  /** Where the person is written to, or the code that says why they cannot be. */
  addressOf(contact: Contact): { address: string } | { code: string };
  /** A keyed digest of an address within a batch, to find receipts by; null where the batch is enough. */
  markOf(batchId: string, address: string): string | null;
  /** Sends for the first time. Never throws for what a vendor or a network does. */
  send(batch: Batch, message: CallMessage<R>): Promise<Outcome[]>;
  /** Finds out what became of a batch that was begun, without anybody being written to twice. */
  resume(batch: Batch, message: CallMessage<R>): Promise<Outcome[]>;
  /** Throws UNAUTHENTICATED for what the vendor did not send, INVALID for what it cannot mean. */
  hear(callback: Callback): { receipts: Receipt[]; answer: string };
}

/** The same outcome for everybody of a batch. */
export function outcomes(batch: Batch, one: Pick<Outcome, 'state' | 'code'> & { providerId?: string }, at: number): Outcome[] {
  const { state, code, providerId = null } = one;
  return batch.people.map(({ personId }) => ({ personId, state, code, providerId, at }));
}
