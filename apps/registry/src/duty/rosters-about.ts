import { derived, type Book } from '../register/book.js';
import { rostersOf } from '../register/facts.js';

/** Whose place somebody may have to take: by deputy. */
const deputisedBy = derived(['leave'], (book) => {
  const given = [...book.of('leave').values()].flatMap(({ entry: { person, deputy } }) => (deputy === null ? [] : [{ person, deputy }]));
  return Map.groupBy(given, ({ deputy }) => deputy);
});

/** Keys of the rosters in which somebody may be on duty: by turn, order or swap, or in the place of somebody who is. */
export function rostersAbout(book: Book, number: string): string[] {
  const people = [number];
  for (const one of people) {
    for (const { person } of deputisedBy(book).get(one) ?? []) if (!people.includes(person)) people.push(person);
  }
  const known = (some: readonly string[]): boolean => some.some((one) => people.includes(one));
  const keys = [
    ...people.flatMap((one) => rostersOf(book).get(one) ?? []),
    ...[...book.of('overrides').values()].flatMap(({ entry }) => (known(entry.people) ? [entry.roster] : [])),
    ...[...book.of('swaps').values()].flatMap(({ entry }) => (known([entry.with, entry.asker]) ? [entry.roster] : [])),
  ];
  return [...new Set(keys)].filter((key) => book.get('rosters', key) !== undefined).sort();
}
