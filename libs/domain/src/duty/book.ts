import type { WorkingCalendar } from '../calendar.js';
import { touches, type Span } from './layer.js';
import type { Roster } from './roster.js';

/** 改派: an order that others are on duty from one instant up to and without another. */
export interface Override {
  id: string;
  rosterKey: string;
  fromAt: number;
  untilAt: number;
  /** Empty: nobody is, and the time is a gap. */
  personIds: readonly string[];
  /** The one person they stand in for, wherever that person has a shift. Left out: the whole turn, also where no layer has a shift. */
  replaces?: string | undefined;
}

export const SWAP_STATES = ['asked', 'accepted', 'declined', 'withdrawn'] as const;
export type SwapState = (typeof SWAP_STATES)[number];

/** 换班: `asker` gives a shift, or a part of one, to `with` and takes one `back`; null: a gift. Only an accepted one counts. */
export interface Swap {
  id: string;
  rosterKey: string;
  asker: string;
  /** The shift given away. */
  fromAt: number;
  untilAt: number;
  with: string;
  back: Span | null;
  state: SwapState;
}

/** 请假: somebody is away from every roster; `deputyId` stands in, null: nobody. */
export interface Leave {
  personId: string;
  fromAt: number;
  untilAt: number;
  deputyId: string | null;
}

/**
 * Everything that decides who is on duty in one roster. Overrides stand in the order they were made, swaps in the order
 * they were accepted; those of other rosters are passed over.
 */
export interface DutyBook {
  roster: Roster;
  calendar: WorkingCalendar;
  overrides: readonly Override[];
  swaps: readonly Swap[];
  leave: readonly Leave[];
  /** False for people who left: they are on no duty, and nobody deputises for them. */
  isPresent: (personId: string) => boolean;
}

/** The book with only what can matter to a span. */
export function narrow(book: DutyBook, span: Span): DutyBook {
  const { key } = book.roster;
  return {
    ...book,
    overrides: book.overrides.filter((override) => override.rosterKey === key && touches(override, span)),
    swaps: book.swaps.filter(
      (swap) =>
        swap.state === 'accepted' && swap.rosterKey === key && (touches(swap, span) || (swap.back !== null && touches(swap.back, span))),
    ),
    leave: leaveOf(book, book.leave.filter((one) => touches(one, span))),
  };
}

/** The leave of those who may stand in this roster, and of whoever may stand in for them: others' is nothing to it. */
function leaveOf({ roster, overrides, swaps }: DutyBook, leave: readonly Leave[]): Leave[] {
  const named = new Set([...roster.layers.flatMap(({ rotation }) => rotation.turns.flat()), ...roster.fallback]);
  for (const { personIds, rosterKey } of overrides) if (rosterKey === roster.key) for (const id of personIds) named.add(id);
  for (const { asker, with: other, rosterKey } of swaps) if (rosterKey === roster.key) named.add(asker).add(other);
  for (let known = -1; known < named.size; ) {
    known = named.size;
    for (const { personId, deputyId } of leave) if (deputyId !== null && named.has(personId)) named.add(deputyId);
  }
  return leave.filter(({ personId }) => named.has(personId));
}
