import { narrow, type DutyBook } from './book.js';
import { holdersAt, passed, type DutyVia, type Standing } from './holders.js';
import { covers } from './layer.js';

export interface DutyAnswer {
  /** The one who leads first, nobody twice. */
  personIds: string[];
  /** Of the one who leads. */
  via: DutyVia | 'nobody';
  /** Of the one who leads; null outside the layers. */
  layer: string | null;
  people: Standing[];
}

/**
 * Who is on duty at an instant. In this order, each step seeing what the one before left:
 * 1. the turns of all layers that have a shift then, in the order of the layers;
 * 2. accepted swaps, in the order of the list: a later one may pass on what an earlier one gave;
 * 3. overrides, in the order of the list: an order of those above beats an agreement among equals, the last order wins;
 * 4. leave: the deputy stands in, the deputy's deputy where that one is away too, round no circle; else the place is empty;
 * 5. if nobody is left the `fallback`, whose leave counts as anybody's; else nobody.
 */
export function onDutyAt({ at, ...book }: DutyBook & { at: number }): DutyAnswer {
  const known = narrow(book, { fromAt: at, untilAt: at + 1 });
  const standing = standingOf(known, holdersAt(known, at), at);
  const people = standing.length > 0 ? standing : standingOf(known, known.roster.fallback.map(lastResort), at).map(asFallback);
  const [lead] = people;
  return {
    personIds: people.map(({ personId }) => personId),
    via: lead?.via ?? 'nobody',
    layer: lead?.shift?.layer ?? null,
    people,
  };
}

/** Those who really stand in the holders' places: step 4, nobody twice. */
export function standingOf(book: DutyBook, holders: readonly Standing[], at: number): Standing[] {
  const standing = new Map<string, Standing>();
  for (const holder of holders) {
    const personId = standIn(book, holder.personId, at);
    if (personId === null || standing.has(personId)) continue;
    standing.set(personId, personId === holder.personId ? holder : passed(holder, personId, { via: 'deputy', recordId: null }));
  }
  return [...standing.values()];
}

/** Who does somebody's duty: they themselves, or the first of a chain of deputies who can; null where none can. */
export function standIn({ leave, isPresent }: DutyBook, personId: string, at: number): string | null {
  const asked = new Set<string>();
  const find = (id: string): string | null => {
    if (asked.has(id) || !isPresent(id)) return null;
    asked.add(id);
    const away = leave.filter((one) => one.personId === id && covers(one, at));
    if (away.length === 0) return id;
    for (const { deputyId } of away) {
      const found = deputyId === null ? null : find(deputyId);
      if (found !== null) return found;
    }
    return null;
  };
  return find(personId);
}

function lastResort(personId: string): Standing {
  return { personId, via: 'fallback', shift: null, insteadOf: null, recordId: null };
}

function asFallback(standing: Standing): Standing {
  return { ...standing, via: 'fallback' };
}
