import type { Book } from './book.js';
import { faultsOf } from './check.js';
import type { Fault } from './fault.js';
import { groundFaults } from './ground-faults.js';
import { namesOf } from './rules/references.js';
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
  return [...faultsOf(then, drafts), ...laterFaults(then, drafts)];
}

/**
 * What is said for later was judged when it was said: it must go together with what is said since. Only what has to do with
 * these drafts is judged again, since each instant is another register.
 */
export function laterFaults(then: Book, drafts: readonly Draft[]): Fault[] {
  if (then.later.length === 0) return [];
  const touched = new Set(drafts.flatMap(({ list, key, entry }) => [key, ...namesOf(list, entry)]));
  const related = then.later.filter(({ list, key, entry }) => touched.has(key) || namesOf(list, entry).some((name) => touched.has(name)));
  return [...Map.groupBy(related, ({ effectiveAt }) => effectiveAt)].flatMap(([instant, coming]) => faultsOf(then.at(instant), coming));
}

/** The same and what would be wrong with the ground, which is cut and measured in a thread of its own. */
export async function checkWithGround(book: Book, drafts: readonly Draft[]): Promise<Fault[]> {
  const faults = check(book, drafts);
  return faults.length > 0 ? faults : groundFaults(book, proposed(book, drafts), drafts);
}
