import type { DutyBook, Override, Swap } from './book.js';
import { covers, occurrencesAt, type Occurrence, type Span } from './layer.js';

/** What put somebody on duty: the evidence kept beside the answer. */
export type DutyVia = 'roster' | 'swap' | 'override' | 'deputy' | 'fallback';

/** The shift somebody stands in, whole: an occurrence of a layer, or an override where no layer has a shift (`layer` null). */
export interface StoodShift extends Span {
  layer: string | null;
  /** The same for the same shift, whoever stands in it; unlike any other of the roster. */
  key: string;
}

/** One person on duty and why. */
export interface Standing {
  personId: string;
  via: DutyVia;
  /** null for the fallback, which is no shift. */
  shift: StoodShift | null;
  /** Whose place it is, where somebody else had it before: who swapped, was replaced or is on leave. */
  insteadOf: string | null;
  /** The swap or override that decided last; null where none did. */
  recordId: string | null;
}

/**
 * Whose shifts run at an instant, on leave or not: the turns of the layers, then accepted swaps, then overrides, each
 * seeing what the one before left. The book is narrowed to a span that holds the instant.
 */
export function holdersAt({ roster, calendar, swaps, overrides }: DutyBook, at: number): Standing[] {
  const occurrences = occurrencesAt(roster.layers, calendar, at);
  let holders = occurrences.flatMap((occurrence) => {
    const shift = shiftOf(occurrence);
    return occurrence.personIds.map((personId): Standing => ({ personId, via: 'roster', shift, insteadOf: null, recordId: null }));
  });
  for (const swap of swaps) holders = swapped(holders, swap, at);
  for (const override of overrides) if (covers(override, at)) holders = overridden(holders, override, occurrences[0]);
  return holders;
}

function shiftOf({ layer, fromAt, untilAt }: Occurrence): StoodShift {
  return { layer, fromAt, untilAt, key: `${layer}/${fromAt}` };
}

function swapped(holders: Standing[], swap: Swap, at: number): Standing[] {
  const given = covers(swap, at);
  const taken = swap.back !== null && covers(swap.back, at);
  if (!given && !taken) return holders;
  return holders.map((holder) => {
    if (given && holder.personId === swap.asker) return passed(holder, swap.with, { via: 'swap', recordId: swap.id });
    if (taken && holder.personId === swap.with) return passed(holder, swap.asker, { via: 'swap', recordId: swap.id });
    return holder;
  });
}

/** A whole turn goes to the first layer's shift, so that nobody ordered has two at once. */
function overridden(holders: Standing[], override: Override, first: Occurrence | undefined): Standing[] {
  const { id, personIds, replaces, fromAt, untilAt } = override;
  const by = { via: 'override', recordId: id } as const;
  if (replaces !== undefined) {
    return holders.flatMap((holder) => (holder.personId === replaces ? personIds.map((personId) => passed(holder, personId, by)) : [holder]));
  }
  const shift = first === undefined ? { layer: null, fromAt, untilAt, key: `override/${id}` } : shiftOf(first);
  return personIds.map((personId) => ({ personId, shift, insteadOf: null, ...by }));
}

/** A place in a shift that somebody else has now. */
export function passed(holder: Standing, personId: string, by: Pick<Standing, 'via' | 'recordId'>): Standing {
  return { ...holder, personId, insteadOf: holder.personId, ...by };
}
