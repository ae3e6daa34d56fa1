import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CodedError } from '@shaodao/contracts/errors';
import { faultOf, OfficeFileRefused } from './fault.js';
import type { ReadingSaid } from './reading-thread.js';
import { addPart, type OfficeFile, type Sheet } from './sheet.js';

/** The largest honest file takes 10 s; a machine that does other things too takes six times as long. */
const LIMIT_MS = 60_000;
/** 64 million characters in a table of shared texts are 128 MB, as much again while they are cut out of the XML. */
const HEAP_MOST_MB = 320;
/** A district imports one file at a time; who would wait for longer than five is sent away. */
const WAITING_MOST = 5;

/** Reads office files one at a time, each in a thread of its own that is ended when the file costs too much. */
@Injectable()
export class OfficeReader implements OnApplicationShutdown {
  private readonly log = new Logger('OfficeReader');
  private thread: Worker | null = null;
  private waiting = 0;
  private turn: Promise<unknown> = Promise.resolve();

  /** Throws OfficeFileRefused, and TOO_MANY when too many wait. The given bytes belong to the thread afterwards. */
  async read(file: OfficeFile): Promise<Sheet[]> {
    if (this.waiting >= WAITING_MOST) throw new CodedError('TOO_MANY', { retryAfterSeconds: 10 });
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

  private async ask(file: OfficeFile): Promise<Sheet[]> {
    const thread = new Worker(new URL('./reading-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MOST_MB },
      // Its own flags for the heap are ours, not the process'.
      execArgv: [],
    });
    this.thread = thread;
    const size = file.bytes.byteLength;
    const sheets: Sheet[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<Sheet[]>();
    const costly = (why: string): void => {
      this.log.warn(`a file of ${size} bytes ended its reading: ${why}`);
      reject(new OfficeFileRefused(faultOf('costly')));
    };
    thread.on('message', (said: ReadingSaid) => {
      if ('part' in said) addPart(sheets, said.part);
      else if ('fault' in said) reject(new OfficeFileRefused(said.fault));
      else resolve(sheets);
    });
    thread.on('error', (error: Error & { code?: string }) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? costly('memory') : reject(error)));
    thread.on('exit', () => reject(new CodedError('UNAVAILABLE')));
    const tooLong = setTimeout(() => costly('time'), LIMIT_MS);
    thread.postMessage(file, [file.bytes.buffer]);
    try {
      return await promise;
    } finally {
      clearTimeout(tooLong);
      this.thread = null;
      await thread.terminate();
    }
  }
}
