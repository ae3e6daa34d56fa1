import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CodedError } from '@shaodao/contracts/errors';
import { OfficeFileRefused } from './fault.js';
import { readInThread, type ReadingLimits } from './read-in-thread.js';
import type { OfficeFile, Sheet } from './sheet.js';

const LIMITS: ReadingLimits = {
  // 200,000 rows of 15 take 10 s; a machine that does other things too takes six times as long.
  timeMs: 60_000,
  // They fit into 96 and want 256 to be quick. The rows, as much again, are the process' own.
  heapMb: 256,
};
/** A district imports one file at a time; who would wait behind five is sent away. */
const WAITING_MOST = 5;

/** Reads office files one at a time, each in a thread of its own that is ended when the file costs too much. */
@Injectable()
export class OfficeReader implements OnApplicationShutdown {
  private readonly log = new Logger('OfficeReader');
  private readonly ending = new AbortController();
  private waiting = 0;
  private turn: Promise<unknown> = Promise.resolve();

  /** Throws OfficeFileRefused, and TOO_MANY when too many wait. The given bytes belong to the thread afterwards. */
  async read(file: OfficeFile): Promise<Sheet[]> {
    if (this.waiting >= WAITING_MOST) throw new CodedError('TOO_MANY', { retryAfterSeconds: 10 });
    this.waiting++;
    const size = file.bytes.byteLength;
    const mine = this.turn.then(() => readInThread(file, LIMITS, this.ending.signal));
    this.turn = mine.catch((error: unknown) => {
      if (error instanceof OfficeFileRefused && error.fault.code === 'costly') this.log.warn(`a file of ${size} bytes ended its reading: ${error.fault.reason}`);
    });
    try {
      return await mine;
    } finally {
      this.waiting--;
    }
  }

  onApplicationShutdown(): void {
    this.ending.abort();
  }
}
