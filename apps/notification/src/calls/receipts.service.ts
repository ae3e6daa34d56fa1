import { Injectable } from '@nestjs/common';
import type { vendorReceipt } from '@shaodao/contracts/calls';
import { CodedError } from '@shaodao/contracts/errors';
import { REQUEST_LIMIT_MS } from '@shaodao/platform/bus';
import { Gather } from '@shaodao/platform/gather';
import type { z } from 'zod';
import type { RealmChannels } from '../channels/channels.js';
import { merged } from './merged-receipts.js';
import { ReceiptsStore, type RealmReceipt } from './receipts.store.js';
import { Teller } from './teller.js';

/** Takes what vendors say later of a message; what comes at one moment is one statement. */
@Injectable()
export class ReceiptsService {
  private readonly gathered: Gather<RealmReceipt[], true>;

  constructor(
    private readonly channels: RealmChannels,
    store: ReceiptsStore,
    teller: Teller,
  ) {
    this.gathered = new Gather<RealmReceipt[], true>({
      lanes: 1,
      most: 500,
      mostBytes: 1_000_000,
      crowd: { count: 20, withinMs: 200, waitMs: 20 },
      send: async (lists) => {
        const receipts = merged(lists.flat());
        if (receipts.length > 0 && (await store.take(receipts)) > 0) teller.wake();
        return lists.map(() => true);
      },
    });
  }

  /** UNAUTHENTICATED where it is not the vendor's, INVALID where it means nothing. Doubled and late ones are taken and change nothing. */
  async take({ realm, channel, query, body }: z.output<typeof vendorReceipt.input>): Promise<z.output<typeof vendorReceipt.output>> {
    const endsAt = Date.now() + REQUEST_LIMIT_MS;
    const way = this.channels[realm][channel];
    if (way === null) throw new CodedError('UNAUTHENTICATED');
    const { receipts, answer } = way.hear({ query, body });
    if (receipts.length > 0) await this.gathered.ask(receipts.map((receipt) => ({ ...receipt, realm, channel })), endsAt);
    return { body: answer };
  }
}
