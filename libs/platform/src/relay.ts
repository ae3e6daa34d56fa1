import { setTimeout as pause } from 'node:timers/promises';
import type { FactContract } from '@shaodao/contracts/contract';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Bus } from './bus.js';
import { ensureFactsStream, publishFacts } from './facts.js';
import { metrics } from './metrics.js';

const BATCH = 200;
/** After a batch the next ones gather: a batch costs all who hear it what one fact does, and a screen wants four a second. */
const GATHER_MS = 250;
/** What another replica left behind when it died is found this often. */
const LOOK_MS = 1_000;
/** Without a broker there is nothing to wait for at the end; what is left is told by the next one. */
const STOP_LIMIT_MS = 2_000;

const waiting = new Gauge({
  name: 'shaodao_outbox_waiting',
  help: 'Facts written but not yet told in the last look',
  registers: [metrics],
});

/** Where a service's facts wait until the stream has them, in the order they were written. */
export interface Outbox {
  oldest(most: number): Promise<{ id: string; fact: unknown }[]>;
  forget(ids: string[]): Promise<void>;
}

/**
 * Takes facts from the outbox to the stream in order. Replicas may relay the same facts at once: each sends them in
 * order, the stream drops the second of a kind, so their order stays.
 */
export class Relay<T extends { factId: string }> implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Relay');
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private awake = Promise.withResolvers<void>();

  constructor(
    private readonly bus: Bus,
    private readonly contract: FactContract<T>,
    private readonly outbox: Outbox,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  wake(): void {
    this.awake.resolve();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.wake();
    await Promise.race([this.running, pause(STOP_LIMIT_MS)]);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await ensureFactsStream(this.bus.connection);
        while (!this.stopping) await this.turn();
      } catch (error) {
        this.log.warn(`facts wait: ${error instanceof Error ? error.message : String(error)}`);
        await pause(500);
      }
    }
  }

  private async turn(): Promise<void> {
    // Woken while it works means: look again at once.
    this.awake = Promise.withResolvers<void>();
    const facts = await this.outbox.oldest(BATCH);
    waiting.set(facts.length);
    if (facts.length > 0) {
      await publishFacts(this.bus.connection, this.contract, facts.map(({ fact }) => this.contract.shape.parse(fact)));
      await this.outbox.forget(facts.map(({ id }) => id));
    }
    if (facts.length === BATCH || this.stopping) return;
    if (facts.length > 0) await pause(GATHER_MS);
    await Promise.race([this.awake.promise, pause(LOOK_MS)]);
  }
}
