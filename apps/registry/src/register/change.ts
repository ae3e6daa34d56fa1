import type { Book } from './book.js';
import { faultsOf } from './check.js';
import type { Fault } from './fault.js';
import type { Draft } from './register.store.js';

/** What would be wrong if these were said: judged on the register as it then stands. */
export function check(book: Book, drafts: readonly Draft[]): Fault[] {
  const [first] = drafts;
  if (first === undefined) return [];
  const effect = drafts.reduce((latest, draft) => Math.max(latest, draft.effectiveAt), first.effectiveAt);
  const proposed = book.at(Math.max(effect, book.since)).with(
    drafts.map((draft) => ({ ...draft, seq: Number.MAX_SAFE_INTEGER })),
    Math.max(effect, book.since),
  );
  return faultsOf(proposed, drafts.map(({ list, key }) => ({ list, key })));
}
