import { Worker } from 'node:worker_threads';
import { CodedError } from '@shaodao/contracts/errors';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Inspected } from './inspect.js';

/** Most processor time a file may take; the worst honest picture takes half of it. A busy machine is not the file's fault. */
const LIMIT_CPU_MS = 8_000;
/** Longest it may take by the clock, long after its caller has gone. */
const LIMIT_MS = 60_000;
/** Most that the process may grow by meanwhile: a small file can unpack to gigabytes, the worst honest picture takes 313 MB. */
const GROWTH_MOST_BYTES = 400 * 1_048_576;
const LOOK_MS = 50;
/** A picture takes a tenth of a second: who would wait longer than their caller does is sent away. */
const WAITING_MOST = 16;

/** Has files taken apart, one at a time, in a thread of their own that is ended when one costs too much. */
@Injectable()
export class Inspector implements OnApplicationShutdown {
  private readonly log = new Logger('Inspector');
  private thread: Worker | null = null;
  private waiting = 0;
  private turn: Promise<unknown> = Promise.resolve();

  /** Throws TOO_MANY when too many wait. The given bytes belong to the thread afterwards. */
  async inspect(file: Uint8Array<ArrayBuffer>): Promise<Inspected> {
    if (this.waiting >= WAITING_MOST) throw new CodedError('TOO_MANY', { retryAfterSeconds: 3 });
    this.waiting++;
    const mine = this.turn.then(() => this.ask(file));
    this.turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.waiting--;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.thread?.terminate();
  }

  private async ask(file: Uint8Array<ArrayBuffer>): Promise<Inspected> {
    const thread = (this.thread ??= this.start());
    const before = { rss: process.memoryUsage.rss(), cpu: process.cpuUsage(), at: Date.now() };
    const size = file.byteLength;
    const { promise, resolve, reject } = Promise.withResolvers<Inspected>();
    const end = (why: string): void => {
      this.log.warn(`a file of ${size} bytes ended its inspection: ${why}`);
      this.thread = null;
      void thread.terminate();
    };
    const tooMuch = (why: string): void => {
      end(why);
      resolve({ fault: 'costly' });
    };
    const failed = (error: unknown): void => tooMuch(error instanceof Error ? error.name : String(error));
    const watch = setInterval(() => {
      const { user, system } = process.cpuUsage(before.cpu);
      if ((user + system) / 1_000 > LIMIT_CPU_MS) tooMuch('processor time');
      else if (process.memoryUsage.rss() - before.rss > GROWTH_MOST_BYTES) tooMuch('memory');
      else if (Date.now() - before.at > LIMIT_MS) {
        end('time');
        reject(new CodedError('UNAVAILABLE', { reason: 'files are looked at too slowly; please try again' }));
      }
    }, LOOK_MS);
    thread.once('message', resolve);
    thread.once('error', failed);
    thread.once('exit', failed);
    thread.postMessage(file, [file.buffer]);
    try {
      return await promise;
    } finally {
      clearInterval(watch);
      thread.off('message', resolve).off('error', failed).off('exit', failed);
    }
  }

  private start(): Worker {
    const thread = new Worker(new URL('./inspection-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      // Its own flags for the heap are ours, not the process'.
      execArgv: [],
    });
    thread.unref();
    // Between two files nobody listens; an error then must not end the process.
    thread.on('error', () => {
      if (this.thread === thread) this.thread = null;
    });
    return thread;
  }
}
