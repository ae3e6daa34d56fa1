import { setTimeout as pause } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Bus } from './bus.js';
import { consumeFacts, type FactsConsumer, type Hearing } from './facts.js';

/** Longest wait at shutdown for the batch in hand; what is cut off is told again and changes nothing twice. */
const STOP_LIMIT_MS = 3_000;

/** A service's ear on the facts of another, from its start until it stops. */
export class FactsListener<T extends { factId: string }> implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private consumer: Promise<FactsConsumer> | null = null;

  constructor(
    private readonly bus: Bus,
    private readonly hearing: Hearing<T>,
  ) {}

  /** Not awaited: questions are answered while the stream is still being waited for. */
  onApplicationBootstrap(): void {
    this.consumer = consumeFacts(this.bus.connection, this.hearing);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.consumer?.then((consumer) => consumer.stop()), pause(STOP_LIMIT_MS)]);
  }
}
