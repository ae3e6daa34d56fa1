import { Worker } from 'node:worker_threads';
import { CodedError } from '@shaodao/contracts/errors';
import { OfficeFileRefused } from './fault.js';
import type { SheetToWrite } from './workbook-xml.js';
import type { WritingHeard, WritingSaid } from './writing-thread.js';

/** 75,000 residents as a workbook take 4 s; a machine that does other things too takes longer. */
const LIMIT_MS = 60_000;
const HEAP_MB = 256;

/**
 * Writes an office file in a thread that ends with it; parts of one sheet follow each other. Throws OfficeFileRefused where a
 * value is too long for a cell, and UNAVAILABLE beyond the time limit.
 */
export async function writeInThread(format: 'xlsx' | 'csv', parts: AsyncIterable<SheetToWrite>): Promise<Uint8Array> {
  const thread = new Worker(new URL('./writing-thread.js', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB }, execArgv: [] });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  // Heard below; until then nobody waits for it.
  promise.catch(() => undefined);
  thread.on('message', (said: WritingSaid) => ('bytes' in said ? resolve(said.bytes) : reject(new OfficeFileRefused(said.fault))));
  thread.on('error', reject);
  const late = (): void => reject(new CodedError('UNAVAILABLE', { reason: 'the file was not written in time' }));
  const tooLong = setTimeout(late, LIMIT_MS);
  const say = (heard: WritingHeard): void => thread.postMessage(heard);
  try {
    for await (const part of parts) say({ part });
    say({ make: format });
    return await promise;
  } finally {
    clearTimeout(tooLong);
    await thread.terminate();
  }
}
