import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';

interface Rounds {
  /** From the end of one look to the next. */
  everyMs: number;
  /** Ends them: the look under way is the last. */
  signal: AbortSignal;
  log: Pick<Logger, 'warn'>;
}

/**
 * Looks at once and then again and again. A look that fails is told in the log, by the name of its error only, and the next
 * one comes all the same.
 */
export async function makeRounds({ everyMs, signal, log }: Rounds, look: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await look().catch((error: unknown) => log.warn(`not looked: ${error instanceof Error ? error.name : 'error'}`));
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
