import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { callHeard } from '@shaodao/contracts/calls';
import { CodedError } from '@shaodao/contracts/errors';
import { Bus } from '@shaodao/platform/bus';
import { ReceiptsStore } from './receipts.store.js';

const log = new Logger('Teller');

/** After a telling the next ones gather. */
const GATHER_MS = 100;
/** What another replica left behind when it died is found this often. */
const LOOK_MS = 5_000;
const RETRY_MS = 1_000;
/** What is cut off is told again by the next one. */
const STOP_LIMIT_MS = 1_000;

/** Tells dispatch who was reached, who answered and whom a message failed to reach, until it took it; replicas may tell the same, which changes nothing. */
@Injectable()
export class Teller implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private awake = Promise.withResolvers<void>();

  constructor(
    private readonly store: ReceiptsStore,
    private readonly bus: Bus,
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
      // Woken while it works means: look again at once.
      this.awake = Promise.withResolvers<void>();
      const done = await this.tellAll().catch((error: unknown) => {
        log.warn(`what was heard of calls waits: ${error instanceof Error ? error.name : String(error)}`);
        return false;
      });
      if (this.stopping) return;
      await (done ? Promise.race([this.awake.promise, pause(LOOK_MS)]) : pause(RETRY_MS));
      if (done) await pause(GATHER_MS);
    }
  }

  /** false: something is left, to be tried again later. One activation that cannot be told keeps no other back. */
  private async tellAll(): Promise<boolean> {
    let all = true;
    for (const activationId of await this.store.untold()) all = (await this.tell(activationId)) && all;
    return all;
  }

  private async tell(activationId: string): Promise<boolean> {
    while (!this.stopping) {
      const heard = await this.store.untoldOf(activationId);
      if (heard.length === 0) return true;
      try {
        await this.bus.request(callHeard, { activationId, heard });
      } catch (error) {
        if (!(error instanceof CodedError) || (error.code !== 'INVALID' && error.code !== 'NOT_FOUND')) {
          log.warn(`dispatch does not hear of activation ${activationId} yet`);
          return false;
        }
        log.error(`dispatch refuses to hear of activation ${activationId}: ${error.code}`);
      }
      await this.store.told(activationId, heard);
    }
    return false;
  }
}
