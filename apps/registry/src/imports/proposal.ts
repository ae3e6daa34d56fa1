import { LIST_NAMES, listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import type { Actor } from '@shaodao/domain/case/actor';
import { NOT_HELD, type Book, type Standing } from '../register/book.js';
import { proposed } from '../register/change.js';
import { shapeFaults } from '../register/fault.js';
import { starredIn, unmasked } from '../register/mask.js';
import { keeps } from '../register/keeping.js';
import { changes, newId } from '../register/register.service.js';
import type { Draft } from '../register/append.store.js';
import { breathing } from './breath.js';
import { faultAt, importFault, type Faults } from './import-fault.js';
import { placeOfRow, type ImportRow, type RowPlace } from './import-row.js';

/** Entries of a list that is not held that are read at once. */
const CHUNK = 1_000;

export interface Change {
  row: RowPlace;
  standing: Standing | undefined;
  draft: Draft;
}

export type Counts = Partial<Record<ListName, { new: number; changed: number; ended: number; unchanged: number }>>;

/** What the rows would change, in the order in which they stand; `book` has all of it. */
export interface Proposal {
  /** The register at the instant from which it counts, before it. */
  before: Book;
  after: Book;
  changes: Change[];
  counts: Counts;
  /** `list key` of rows that are at fault by themselves: others may name them. */
  broken: ReadonlySet<string>;
}

interface Asked {
  actor: Actor;
  /** Null: now. */
  effectiveAt: number | null;
  at: number;
  /** Both of lists that are not held. */
  standing: (list: ListName, keys: readonly string[], at: number) => Promise<Map<string, Standing>>;
  scheduled: (list: ListName, keys: readonly string[], at: number) => Promise<Map<string, number>>;
  onRow: (done: number) => void;
}

/**
 * Compares rows with what stands; adds what is wrong with each by itself: its shape, its time, whose it is. It uses the rows up:
 * cells, values and entries of a large list together are more than the process has.
 */
export async function propose(book: Book, rows: ImportRow[], faults: Faults, asked: Asked): Promise<Proposal> {
  const at = Math.max(asked.effectiveAt ?? asked.at, asked.at, book.since);
  const before = book.at(Math.max(at, book.since));
  const found: Change[] = [];
  const counts: Counts = {};
  const broken = new Set<string>();
  const breathe = breathing();
  let kept = { list: '', until: 0, standing: new Map<string, Standing>(), scheduled: new Map<string, number>() };
  rows.reverse();
  for (let index = 0, row = rows.pop(); row !== undefined; index++, row = rows.pop()) {
    const { list } = row.of;
    if (NOT_HELD.includes(list) && (index >= kept.until || kept.list !== list)) {
      const chunk = [row, ...rows.slice(-CHUNK)].flatMap(({ of, key }) => (of.list === list ? [key] : []));
      kept = { list, until: index + 1 + CHUNK, standing: await asked.standing(list, chunk, at), scheduled: await asked.scheduled(list, chunk, at) };
    }
    const standing = NOT_HELD.includes(list) ? kept.standing.get(row.key) : before.get(list, row.key);
    const known = faults.count;
    const draft = draftOf(row, standing, faults, at);
    if (faults.count > known) broken.add(`${list} ${row.key}`);
    else {
      const count = (counts[list] ??= { new: 0, changed: 0, ended: 0, unchanged: 0 });
      if (draft === null || !changes(standing, draft)) count.unchanged++;
      else {
        count[draft.entry === null ? 'ended' : standing === undefined ? 'new' : 'changed']++;
        const scheduled = NOT_HELD.includes(list) ? (kept.scheduled.get(row.key) ?? null) : book.scheduledFor(list, row.key);
        if (scheduled !== null && draft.effectiveAt < scheduled) faults.add(importFault('scheduled', placeOfRow(row)));
        found.push({ row: { of: row.of, row: row.row, key: row.key }, standing, draft });
      }
    }
    asked.onRow(index + 1);
    await breathe();
  }
  const after = proposed(book, found.map(({ draft }) => draft));
  for (const change of found) {
    if (!isKept(asked.actor, change, { before, after })) faults.add(importFault('forbidden', placeOfRow(change.row)));
    await breathe();
  }
  return { before, after, changes: found, counts, broken };
}

/** null: nothing stands that could end. */
function draftOf(row: ImportRow, standing: Standing | undefined, faults: Faults, effectiveAt: number): Draft | null {
  const { of, key, values } = row;
  const { list } = of;
  if (values === null) return standing === undefined ? null : { list, key, effectiveAt, id: null, entry: null };
  // A column that the sheet has not leaves what stands.
  const whole = { ...standing?.entry, ...values };
  const sent = unmasked(list, whole, standing?.entry);
  const read = listOf(list).entry.safeParse(sent);
  if (!read.success) {
    for (const one of shapeFaults({ list, key }, read.error)) faults.add(faultAt(placeOfRow(row, one.field), one));
    return null;
  }
  const said = read.data as Entry;
  for (const name of starredIn(list, said, standing?.entry)) faults.add(importFault('starred', placeOfRow(row, name)));
  return { list, key, effectiveAt, id: standing?.id ?? newId(list, key), entry: said };
}

/** Both what stood and what is said must be the actor's own; who and where may be said in the same files. */
function isKept(actor: Actor, { standing, draft: { list, entry } }: Change, { before, after }: { before: Book; after: Book }): boolean {
  if (standing !== undefined && !keeps(actor, before, list, standing.entry)) return false;
  return entry === null || keeps(actor, after, list, entry);
}

/** In the order of lists. */
export function countsOf(counts: Counts): ({ list: ListName } & NonNullable<Counts[ListName]>)[] {
  return LIST_NAMES.flatMap((list) => (counts[list] === undefined ? [] : [{ list, ...counts[list] }]));
}
