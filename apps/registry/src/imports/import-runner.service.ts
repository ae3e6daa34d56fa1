import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { OfficeBytes } from '../office-file/office-bytes.js';
import { ImportWork } from './import-work.service.js';
import { ImportsStore, type ClaimedImport } from './imports.store.js';
import { TakenOver, Tidings } from './tidings.js';

/** How long whoever looks for work may not see what another process was given. */
const LOOK_MS = 2_000;
/** Somebody who says nothing for so long is gone. */
export const LEASE_MS = 10_000;
/** An import that ends the process each time must not do so for ever. */
const ATTEMPTS_MOST = 8;
/** What nobody came back for. */
const OLD_MS = 3_600_000;
const SWEEP_MS = 600_000;

/**
 * Works imports off, one after another and never two at once, whichever process was asked. What a process that died was
 * working on is taken up by the next from the beginning: until its one write nothing has been said.
 */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ImportRunner.name);
  private readonly runner = randomUUID();
  private readonly end = new AbortController();
  private waking = new AbortController();
  private sweptAt = 0;

  constructor(
    private readonly store: ImportsStore,
    private readonly work: ImportWork,
    private readonly bytes: OfficeBytes,
  ) {}

  onApplicationBootstrap(): void {
    void this.rounds();
  }

  onApplicationShutdown(): void {
    this.end.abort();
    this.waking.abort();
  }

  /** There is something new. */
  wake(): void {
    this.waking.abort();
  }

  private async rounds(): Promise<void> {
    while (!this.end.signal.aborted) {
      this.waking = new AbortController();
      const { signal } = this.waking;
      const found = await this.look().catch((error: unknown) => {
        this.log.warn(`no import was looked for: ${error instanceof Error ? error.name : 'error'}`);
        return false;
      });
      if (!found && !this.end.signal.aborted) await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<boolean> {
    if (!this.work.isReady()) return false;
    const claimed = await this.store.claim(this.runner, LEASE_MS);
    if (claimed === null) {
      await this.sweep();
      return false;
    }
    await this.run(claimed);
    return true;
  }

  private async run(claimed: ClaimedImport): Promise<void> {
    const { id, attempts, files } = claimed;
    const tidings = new Tidings(this.store, { id, runner: this.runner, leaseMs: LEASE_MS });
    try {
      if (attempts > ATTEMPTS_MOST) await tidings.end({ state: 'failed', report: null });
      else await this.work.run(claimed, tidings);
      for (const { uploadId } of files) await this.bytes.removeSent(uploadId).catch(() => undefined);
    } catch (error) {
      if (error instanceof TakenOver || this.end.signal.aborted) return;
      // The words of an error may hold what a row says.
      this.log.error({ importId: id, attempts, err: error instanceof Error ? { name: error.name, stack: error.stack?.split('\n').slice(1, 6).join('\n') } : 'error' });
      await this.store.release(id, this.runner, Math.min(60_000, 500 * 2 ** attempts));
    } finally {
      await tidings.stop();
    }
  }

  private async sweep(): Promise<void> {
    const now = Date.now();
    if (now - this.sweptAt < SWEEP_MS) return;
    this.sweptAt = now;
    const swept = await this.bytes.sweep(now - OLD_MS, (ids) => this.store.needed(ids));
    if (swept > 0) this.log.warn(`${swept} office files were left behind and are removed`);
  }
}
