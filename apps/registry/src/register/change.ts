import type { Book } from './book.js';
import { faultsOf } from './check.js';
import type { Fault } from './fault.js';
import { groundFaults } from './ground-faults.js';
import type { Draft } from './append.store.js';

/** The register as it would stand once all of these have taken effect. */
export function proposed(book: Book, drafts: readonly Draft[]): Book {
  const effect = drafts.reduce((latest, draft) => Math.max(latest, draft.effectiveAt), book.since);
  return book.at(effect).with(
    drafts.map((draft) => ({ ...draft, seq: Number.MAX_SAFE_INTEGER })),
    effect,
  );
}

/** What would be wrong if these were said: judged on the register as it then stands, but for the ground. */
export function check(book: Book, drafts: readonly Draft[]): Fault[] {
  return drafts.length === 0 ? [] : faultsOf(proposed(book, drafts), drafts);
}

/** The same and what would be wrong with the ground, which is cut and measured in a thread of its own. */
export async function checkWithGround(book: Book, drafts: readonly Draft[]): Promise<Fault[]> {
  const faults = check(book, drafts);
  return faults.length > 0 ? faults : groundFaults(book, proposed(book, drafts), drafts);
}
