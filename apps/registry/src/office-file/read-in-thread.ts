import { Worker } from 'node:worker_threads';
import { CodedError } from '@shaodao/contracts/errors';
import { faultOf, OfficeFileRefused } from './fault.js';
import type { ReadingSaid } from './reading-thread.js';
import { addPart, type OfficeFile, type Sheet } from './sheet.js';

/** Most that one file may take. */
export interface ReadingLimits {
  timeMs: number;
  /** Of the thread; the rows are the caller's. */
  heapMb: number;
}

/**
 * Reads a file in a thread that ends with it. Throws OfficeFileRefused, with `costly` beyond the limits, and UNAVAILABLE when
 * `stop` ends it. The given bytes, which must be the whole of their buffer, belong to the thread afterwards.
 */
export async function readInThread(file: OfficeFile, limits: ReadingLimits, stop: AbortSignal): Promise<Sheet[]> {
  const thread = new Worker(new URL('./reading-thread.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    // Its own flags for the heap are ours, not the process'.
    execArgv: [],
  });
  const sheets: Sheet[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Sheet[]>();
  const costly = (what: 'time' | 'memory'): void => reject(new OfficeFileRefused(faultOf('costly', undefined, what)));
  const stopped = (): void => reject(new CodedError('UNAVAILABLE'));
  thread.on('message', (said: ReadingSaid) => {
    if ('part' in said) addPart(sheets, said.part);
    else if ('fault' in said) reject(new OfficeFileRefused(said.fault));
    else resolve(sheets);
  });
  thread.on('error', (error: Error & { code?: string }) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? costly('memory') : reject(error)));
  thread.on('exit', stopped);
  const tooLong = setTimeout(costly, limits.timeMs, 'time');
  stop.addEventListener('abort', stopped);
  if (stop.aborted) stopped();
  try {
    thread.postMessage(file, [file.bytes.buffer]);
    return await promise;
  } finally {
    clearTimeout(tooLong);
    stop.removeEventListener('abort', stopped);
    await thread.terminate();
  }
}
