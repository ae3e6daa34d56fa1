import { Worker } from 'node:worker_threads';
import { CodedError } from '@shaodao/contracts/errors';
import type { GroundSaid } from './checking-thread.js';
import type { GroundFault, GroundGrid } from './fault.js';

/** A district of a thousand grids takes less than one; a machine that does other things too takes longer. */
const LIMIT_MS = 30_000;

/**
 * The faults of the ground as it would be that it does not have now, found in a thread that ends with them, so that whoever
 * asks who is on duty does not wait. Throws UNAVAILABLE beyond the time limit.
 */
export async function newGroundFaults(before: readonly GroundGrid[], after: readonly GroundGrid[]): Promise<GroundFault[]> {
  const thread = new Worker(new URL('./checking-thread.js', import.meta.url), { execArgv: [], workerData: { before, after } });
  const { promise, resolve, reject } = Promise.withResolvers<GroundFault[]>();
  const late = (): void => reject(new CodedError('UNAVAILABLE', { reason: 'the ground was not measured in time' }));
  thread.on('message', ({ faults }: GroundSaid) => resolve(faults));
  thread.on('error', reject);
  thread.on('exit', late);
  const tooLong = setTimeout(late, LIMIT_MS);
  try {
    return await promise;
  } finally {
    clearTimeout(tooLong);
    await thread.terminate();
  }
}
