import { listOf } from '@shaodao/contracts/register/lists';
import type { Book, Said } from '../register/book.js';
import { check } from '../register/change.js';
import type { Draft } from '../register/append.store.js';
import { reshapeFault, type ReshapingFault } from './reshaping-fault.js';

/**
 * Says, for the instant at which a reshaping would take effect, what would stand without it: nothing is taken out of the log,
 * of one instant the later word counts. `said` is what it said.
 */
export function restoring(book: Book, said: readonly Said[], effectiveAt: number): { drafts: Draft[] } | { faults: ReshapingFault[] } {
  const own = new Set(said.map(({ seq }) => seq));
  const others = book.later.filter(({ seq }) => !own.has(seq));
  const created = said.flatMap(({ list, key, entry }) => (list === 'grids' && entry !== null ? [key] : []));
  const built = others.find(({ entry }) => created.some((code) => JSON.stringify(entry).includes(`"${code}"`)));
  if (built !== undefined) {
    const { list, key } = built;
    return { faults: [reshapeFault(list, `${list} ${key} names a new grid already: correct that first`, `${listOf(list).zh}“${key}”已使用新网格，请先更正`)] };
  }
  const drafts = said.map(({ list, key }): Draft => {
    const before = others.findLast((one) => one.list === list && one.key === key && one.effectiveAt <= effectiveAt);
    const standing = before ?? book.get(list, key);
    return { list, key, effectiveAt, id: standing?.id ?? null, entry: standing?.entry ?? null };
  });
  const faults = check(book, drafts).map(({ list, key, field, reason, reasonZh }) => reshapeFault(`${list}.${field}`, `${list} ${key}: ${reason}`, reasonZh));
  return faults.length > 0 ? { faults } : { drafts };
}
