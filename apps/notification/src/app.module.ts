import { caseFacts } from '@shaodao/contracts/case-facts';
import { registryFacts } from '@shaodao/contracts/registry-facts';
import { Bus } from '@shaodao/platform/bus';
import { FactsListener } from '@shaodao/platform/facts-listener';
import { Module } from '@nestjs/common';
import { CallsController } from './calls/calls.controller.js';
import { CallsService } from './calls/calls.service.js';
import { CallsStore } from './calls/calls.store.js';
import { ReceiptsService } from './calls/receipts.service.js';
import { ReceiptsStore } from './calls/receipts.store.js';
import { Teller } from './calls/teller.js';
import { realmChannels } from './channels/channels.js';
import { accounts, settings } from './config.js';
import { Database } from './database.store.js';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';
import { NoticesStore } from './notices.store.js';

/** A second listener needs a name of its own. */
const REGISTRY_LISTENER = Symbol('registry listener');

const channels = realmChannels(accounts);

@Module({
  controllers: [NoticesController, CallsController],
  providers: [
    Database,
    NoticesService,
    NoticesStore,
    CallsStore,
    ReceiptsStore,
    Teller,
    {
      provide: CallsService,
      inject: [CallsStore, NoticesStore, Bus],
      useFactory: (store: CallsStore, notices: NoticesStore, bus: Bus) =>
        new CallsService(store, notices, bus, { channels, publicUrl: settings.PUBLIC_URL }),
    },
    {
      provide: ReceiptsService,
      inject: [ReceiptsStore, Teller],
      useFactory: (store: ReceiptsStore, teller: Teller) => new ReceiptsService(channels, store, teller),
    },
    {
      provide: FactsListener,
      inject: [Bus, NoticesService],
      useFactory: (bus: Bus, notices: NoticesService) =>
        new FactsListener(bus, { contract: caseFacts, durable: 'notification', handle: (facts) => notices.tell(facts) }),
    },
    {
      provide: REGISTRY_LISTENER,
      inject: [Bus, NoticesService],
      useFactory: (bus: Bus, notices: NoticesService) =>
        new FactsListener(bus, { contract: registryFacts, durable: 'notification-registry', handle: (facts) => notices.tellOfRegister(facts) }),
    },
  ],
})
export class AppModule {}
