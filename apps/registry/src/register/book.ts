import type { Entry, ListName } from '@shaodao/contracts/register/lists';
import { LIST_NAMES } from '@shaodao/contracts/register/lists';

/** One thing said: under the key of a list, from an instant on; null ends it. `id` is the UUID others know the thing by. */
export interface Said<N extends ListName = ListName> {
  seq: number;
  list: N;
  key: string;
  effectiveAt: number;
  id: string | null;
  entry: Entry<N> | null;
}

/** An entry as it stands. */
export interface Standing<N extends ListName = ListName> {
  from: number;
  id: string | null;
  entry: Entry<N>;
}

type Lists = { readonly [N in ListName]: ReadonlyMap<string, Standing<N>> };

/** Too many, and too personal, to be held in memory: their lists are read from the database. */
export const NOT_HELD: readonly ListName[] = ['residents'];

/**
 * Everything that stands in the register at one instant, and what is already said for later. It never changes: what comes
 * makes another book, which shares the lists that stayed as they were.
 */
export class Book {
  /** Of what is scheduled, the last by list and key: made when somebody asks. */
  private lastSaid: ReadonlyMap<string, Said> | undefined;

  private constructor(
    private readonly lists: Lists,
    /** In order of effect; all of it after `since`. */
    private readonly scheduled: readonly Said[],
    /** The last thing said that is in it. */
    readonly seq: number,
    /** The last instant at which anything in it took effect. */
    readonly since: number,
  ) {}

  static empty(): Book {
    return new Book(Object.fromEntries(LIST_NAMES.map((name) => [name, new Map()])) as unknown as Lists, [], 0, 0);
  }

  /** How many stand, over all lists that are held. */
  get size(): number {
    return LIST_NAMES.reduce((sum, name) => sum + this.lists[name].size, 0);
  }

  of<N extends ListName>(list: N): ReadonlyMap<string, Standing<N>> {
    return this.lists[list];
  }

  get<N extends ListName>(list: N, key: string): Standing<N> | undefined {
    return this.lists[list].get(key);
  }

  /** The instant at which something scheduled takes effect; Infinity when nothing is. */
  get until(): number {
    return this.scheduled[0]?.effectiveAt ?? Number.POSITIVE_INFINITY;
  }

  /** The last effect said for a key, also a scheduled one; null when nothing is scheduled. */
  scheduledFor(list: ListName, key: string): number | null {
    return this.lastFor(list, key)?.effectiveAt ?? null;
  }

  /** What is said of a list for later, in order of effect. */
  coming<N extends ListName>(list: N): Said<N>[] {
    return this.scheduled.filter((said): said is Said<N> => said.list === list);
  }

  /** All that is said for later, in order of effect. */
  get later(): readonly Said[] {
    return this.scheduled;
  }

  /** When what stands under a key, or will, ends for good; null when that is not said. */
  endsAt(list: ListName, key: string): number | null {
    const last = this.lastFor(list, key);
    return last?.entry === null ? last.effectiveAt : null;
  }

  private lastFor(list: ListName, key: string): Said | undefined {
    this.lastSaid ??= new Map(this.scheduled.map((said) => [`${said.list} ${said.key}`, said]));
    return this.lastSaid.get(`${list} ${key}`);
  }

  /** The book at an instant not before `since`: what was scheduled until then has taken effect. */
  at(instant: number): Book {
    return this.until > instant ? this : this.with([], instant);
  }

  /** With more said, as it stands at an instant not before `since`; `head` is the last thing said of lists that are not held. */
  with(said: readonly Said[], instant: number, head = 0): Book {
    const all = [...this.scheduled, ...said].sort((a, b) => a.effectiveAt - b.effectiveAt || a.seq - b.seq);
    const due = all.filter((one) => one.effectiveAt <= instant);
    const lists: Record<string, ReadonlyMap<string, Standing>> = { ...this.lists };
    for (const [name, changes] of Map.groupBy(due, (one) => one.list)) lists[name] = changed(this.lists[name], changes);
    const seq = said.reduce((highest, one) => Math.max(highest, one.seq), Math.max(head, this.seq));
    const since = Math.max(this.since, due.at(-1)?.effectiveAt ?? 0);
    return new Book(lists as unknown as Lists, all.slice(due.length), seq, since);
  }
}

function changed(list: ReadonlyMap<string, Standing>, changes: readonly Said[]): ReadonlyMap<string, Standing> {
  const next = new Map(list);
  for (const { key, effectiveAt, id, entry } of changes) {
    if (entry === null) next.delete(key);
    else next.set(key, { from: effectiveAt, id, entry });
  }
  return next;
}

/** What is made of some lists of a book, made anew only when one of them is another. */
export function derived<T>(names: readonly [ListName, ...ListName[]], make: (book: Book) => T): (book: Book) => T {
  const kept = new WeakMap<object, { of: object[]; made: T }>();
  const [first] = names;
  return (book) => {
    const of = names.map((name) => book.of(name));
    const known = kept.get(book.of(first));
    if (known !== undefined && known.of.every((list, at) => list === of[at])) return known.made;
    const made = make(book);
    kept.set(book.of(first), { of, made });
    return made;
  };
}
