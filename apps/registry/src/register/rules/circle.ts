import { derived, type Book } from '../book.js';

type Tree = 'grids' | 'departments' | 'partyUnits';

/** The keys from which going up by `parent` never ends. Each entry is looked at once, however long the way up is. */
const circularOf = (list: Tree): ((book: Book) => ReadonlySet<string>) =>
  derived([list], (book) => {
    const endless = new Map<string, boolean>();
    for (const start of book.of(list).keys()) {
      const way: string[] = [];
      const seen = new Set<string>();
      let at: string | null | undefined = start;
      while (typeof at === 'string' && !endless.has(at) && !seen.has(at)) {
        seen.add(at);
        way.push(at);
        at = book.get(list, at)?.entry.parent;
      }
      const circle = typeof at === 'string' && (endless.get(at) ?? true);
      for (const key of way) endless.set(key, circle);
    }
    return new Set([...endless].flatMap(([key, circle]) => (circle ? [key] : [])));
  });

const CIRCULAR = { grids: circularOf('grids'), departments: circularOf('departments'), partyUnits: circularOf('partyUnits') };

/** Is the entry above itself, or under one that is? */
export function isCircular(book: Book, list: Tree, key: string): boolean {
  return CIRCULAR[list](book).has(key);
}
