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

/**
 * What would be wrong if these were said: judged on the register as it then stands, and whenever something already said for
 * later takes effect on top of them; but for the ground.
 */
export function check(book: Book, drafts: readonly Draft[]): Fault[] {
  if (drafts.length === 0) return [];
  const then = proposed(book, drafts);
  return [...faultsOf(then, drafts), ...laterFaults(then)];
}

/** What is said for later was judged when it was said: it must go together with what is said since. */
export function laterFaults(then: Book): Fault[] {
  const faults: Fault[] = [];
  for (let at = then; at.until < Number.POSITIVE_INFINITY; ) {
    const coming = at.later.filter(({ effectiveAt }) => effectiveAt === at.until);
    at = at.at(at.until);
    faults.push(...faultsOf(at, coming));
  }
  return faults;
}

/** The same and what would be wrong with the ground, which is cut and measured in a thread of its own. */
export async function checkWithGround(book: Book, drafts: readonly Draft[]): Promise<Fault[]> {
  const faults = check(book, drafts);
  return faults.length > 0 ? faults : groundFaults(book, proposed(book, drafts), drafts);
}
