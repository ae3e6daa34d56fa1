import { registryFacts } from '@shaodao/contracts/registry-facts';
import { Bus } from '@shaodao/platform/bus';
import { FactsListener } from '@shaodao/platform/facts-listener';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ReshapesService } from './reshapes.service.js';

/** Hears of reshapings with a place of its own in the stream: nothing else registry tells can hold them back. */
@Injectable()
export class ReshapesListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ear: FactsListener<Parameters<ReshapesService['hear']>[0][number]>;

  constructor(bus: Bus, reshapes: ReshapesService) {
    this.ear = new FactsListener(bus, { contract: registryFacts, durable: 'dispatch-grids', handle: (facts) => reshapes.hear(facts) });
  }

  onApplicationBootstrap(): void {
    this.ear.onApplicationBootstrap();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ear.beforeApplicationShutdown();
  }
}
