import { expect, test } from '@jest/globals';
import type { ListName } from '@shaodao/contracts/register/lists';
import fc from 'fast-check';
import { Book, derived, type Said } from './book.js';

const windowOf = (name: string) => ({ code: 'w', department: 'd', name, phone: '110', address: null, hours: null });
const said = (seq: number, effectiveAt: number, key: string, name: string | null): Said =>
  ({ seq, list: 'windows', key, effectiveAt, id: null, entry: name === null ? null : windowOf(name) }) as Said;

/** The slow, obvious reading: of everything said under a key that has taken effect, the last counts. */
function replayed(all: readonly Said[], instant: number): Map<string, unknown> {
  const standing = new Map<string, unknown>();
  const due = all.filter((one) => one.effectiveAt <= instant).sort((a, b) => a.effectiveAt - b.effectiveAt || a.seq - b.seq);
  for (const one of due) standing.set(one.key, one.entry);
  return new Map([...standing].filter(([, entry]) => entry !== null));
}

const log = fc
  .array(fc.record({ at: fc.nat(50), key: fc.constantFrom('a', 'b', 'c'), name: fc.option(fc.constantFrom('x', 'y')), read: fc.nat(3) }), { maxLength: 40 })
  .map((lines) => lines.map((line, index) => ({ ...line, seq: index + 1 })));

test('a book that grew line by line reads as the whole log replayed, at every instant from then on', () => {
  fc.assert(
    fc.property(log, fc.nat(60), (lines, last) => {
      let book = Book.empty();
      const all: Said[] = [];
      for (const { seq, at, key, name, read } of lines) {
        // Nothing takes effect before what has: the service sees to it, whatever the clock of a replica says.
        const one = said(seq, Math.max(book.since, at), key, name);
        book = book.with([one], Math.max(book.since, read));
        all.push(one);
      }
      const instant = Math.max(last, book.since);
      const read = new Map([...book.at(instant).of('windows')].map(([key, { entry }]) => [key, entry]));
      expect(read).toEqual(replayed(all, instant));
    }),
  );
});

test('an older book stays what it was', () => {
  const before = Book.empty().with([said(1, 0, 'a', 'x')], 0);
  const after = before.with([said(2, 5, 'a', null), said(3, 9, 'b', 'y')], 5);
  expect(before.of('windows').size).toBe(1);
  expect([after.of('windows').size, after.until, after.scheduledFor('windows', 'b'), after.seq]).toEqual([0, 9, 9, 3]);
  expect(after.at(9).get('windows', 'b')?.from).toBe(9);
});

test('what is made of lists is made again only when one of them changed', () => {
  let made = 0;
  const lists: [ListName, ...ListName[]] = ['windows', 'units'];
  const count = derived(lists, () => ++made);
  const book = Book.empty();
  expect([count(book), count(book), count(book.with([], 9))]).toEqual([1, 1, 1]);
  expect(count(book.with([said(1, 0, 'a', 'x')], 0))).toBe(2);
});
