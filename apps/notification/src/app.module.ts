import { caseFacts } from '@shaodao/contracts/case-facts';
import { registryFacts } from '@shaodao/contracts/registry-facts';
import { Bus } from '@shaodao/platform/bus';
import { FactsListener } from '@shaodao/platform/facts-listener';
import { Module } from '@nestjs/common';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';
import { NoticesStore } from './notices.store.js';

/** A second listener needs a name of its own. */
const REGISTRY_LISTENER = Symbol('registry listener');

@Module({
  controllers: [NoticesController],
  providers: [
    NoticesService,
    NoticesStore,
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
