import { setTimeout as pause } from 'node:timers/promises';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Bus } from './bus.js';
import { consumeFacts, type FactsConsumer } from './facts.js';

/** Longest wait at shutdown for the batch in hand; what is cut off is told again and changes nothing twice. */
const STOP_LIMIT_MS = 3_000;

/** A service's ear on the facts, from its start until it stops. `durable` is the name its place in the stream is kept under. */
export class FactsListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private consumer: Promise<FactsConsumer> | null = null;

  constructor(
    private readonly bus: Bus,
    private readonly durable: string,
    private readonly handle: (facts: CaseFactMessage[]) => Promise<void>,
  ) {}

  /** Not awaited: questions are answered while the stream is still being waited for. */
  onApplicationBootstrap(): void {
    this.consumer = consumeFacts(this.bus.connection, { durable: this.durable, handle: this.handle });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.consumer?.then((consumer) => consumer.stop()), pause(STOP_LIMIT_MS)]);
  }
}
