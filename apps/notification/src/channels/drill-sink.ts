import { CodedError } from '@shaodao/contracts/errors';
import { assertRealm, type CallMessage } from './call-message.js';
import { outcomes, type Batch, type Channel, type Outcome } from './channel.js';

/** A channel of drills without a vendor: accepts, and nobody is written to. A drill can be held before any contract is signed. */
export class DrillSink implements Channel<'drill'> {
  readonly realm = 'drill';
  readonly batchMost = 1_000;
  readonly lanes = 1;

  addressOf(): { address: string } {
    return { address: '' };
  }

  markOf(): null {
    return null;
  }

  send(batch: Batch, message: CallMessage<'drill'>): Promise<Outcome[]> {
    assertRealm(this.realm, message);
    return Promise.resolve(outcomes(batch, { state: 'accepted', code: null }, Date.now()));
  }

  resume(batch: Batch, message: CallMessage<'drill'>): Promise<Outcome[]> {
    return this.send(batch, message);
  }

  hear(): never {
    throw new CodedError('UNAUTHENTICATED');
  }
}
