import { setTimeout as pause } from 'node:timers/promises';
import type { PassProgress } from '@shaodao/contracts/case-passes';
import { CodedError, ERRORS } from '@shaodao/contracts/errors';
import { Context } from '@temporalio/activity';

const PAGE = 200;
/** Pages of one activity: its result is where the workflow goes on after a restart of everything. */
const PAGES = 10;
/** Cases at once. People's commands go through the same engine and must not wait long behind them. */
const AT_ONCE = 8;

/** A case that does not answer in time is asked again at once, so often; then the whole goes back to the engine's patience. */
const TRIES = 5;
const BETWEEN_TRIES_MS = 300;

/** Where the cases come from, and what is done with each; `true` where it had to be moved, or could not be. */
interface Pages {
  page: (after: string | null, limit: number) => Promise<string[]>;
  each: (caseId: string) => Promise<boolean>;
  /** Default: {@link PAGE} cases a page, {@link AT_ONCE} of them at once. */
  size?: { page: number; atOnce: number };
}

/** Goes on from there by at most {@link PAGES} pages; `after` is null when the pass is through. Runs in an activity that beats. */
export async function walkOn(from: PassProgress, { page, each, size = { page: PAGE, atOnce: AT_ONCE } }: Pages): Promise<PassProgress> {
  const context = Context.current();
  const { info, cancellationSignal } = context;
  let at = (info.heartbeatDetails as PassProgress | undefined) ?? from;
  for (let pages = 0; pages < PAGES; pages++) {
    const caseIds = await page(at.after, size.page);
    const last = caseIds.at(-1);
    if (last === undefined) return { ...at, after: null };
    await together(size.atOnce, caseIds, async (caseId) => {
      if (await insist(cancellationSignal, () => each(caseId))) at.touched++;
      context.heartbeat(at);
    });
    at = { ...at, after: last };
    context.heartbeat(at);
  }
  return at;
}

async function insist<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (tries === TRIES || !(error instanceof CodedError && ERRORS[error.code].retryable)) throw error;
      await pause(BETWEEN_TRIES_MS, undefined, { signal });
    }
  }
}

/** Does so many at once; the first failure ends it when those under way are through. */
async function together<T>(atOnce: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const failures: unknown[] = [];
  const hand = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined && failures.length === 0; item = left.shift()) {
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  if (failures.length > 0) throw failures[0];
}
