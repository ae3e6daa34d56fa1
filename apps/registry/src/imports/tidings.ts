import type { ImportReport, ImportState } from '@shaodao/contracts/register/imports';
import type { Transaction } from '../database.store.js';
import type { ImportsStore, Progress } from './imports.store.js';

/** How often the row of an import says how far it is. */
const EVERY_MS = 500;

/** Another process works on it, since this one was silent for too long. */
export class TakenOver extends Error {}

/** Says how far an import is, and with it that somebody works on it; until it is stopped or has ended. */
export class Tidings {
  private progress: Progress = { state: 'reading', done: 0, total: 0 };
  private readonly timer: NodeJS.Timeout;
  private telling: Promise<unknown> = Promise.resolve();
  private lost = false;

  constructor(
    private readonly store: ImportsStore,
    private readonly hold: { id: string; runner: string; leaseMs: number },
  ) {
    this.timer = setInterval(() => this.tell(), EVERY_MS);
    this.timer.unref();
  }

  /** Throws {@link TakenOver} when another has it. */
  say(state: ImportState, done: number, total: number): void {
    if (this.lost) throw new TakenOver();
    const turned = state !== this.progress.state;
    this.progress = { state, done, total };
    if (turned) this.tell();
  }

  /** The end; inside a transaction where there is one, which must then be given up on {@link TakenOver}. */
  async end(ended: { state: 'done' | 'refused' | 'failed'; report: ImportReport | null }, transaction?: Transaction): Promise<void> {
    await this.stop();
    const { done, total } = this.progress;
    if (!(await this.store.end(this.hold.id, this.hold.runner, { ...ended, done, total }, transaction))) throw new TakenOver();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.telling;
  }

  private tell(): void {
    this.telling = this.telling
      .then(async () => {
        const { id, runner, leaseMs } = this.hold;
        if (!(await this.store.tell(id, runner, { ...this.progress, leaseMs }))) this.lost = true;
      })
      // The database may be away for a moment: then the lease runs on, and the next one says it.
      .catch(() => undefined);
  }
}
