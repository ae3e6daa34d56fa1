import { narrow, type DutyBook } from './book.js';
import { holdersAt, type Standing } from './holders.js';
import { occurrencesBetween, type Span } from './layer.js';
import { standingOf } from './on-duty.js';

/** A stretch of time in which nothing changes. */
export interface Segment extends Span {
  /** Whose shifts run, on leave or not. */
  holders: Standing[];
  /** Who really stands in them. */
  standing: Standing[];
}

/**
 * A span cut wherever a shift, an override, a swap or a leave begins or ends, in order and without holes: who is on duty
 * cannot change between two of these, so one question answers each. Empty for an empty span.
 */
export function segmentsBetween(book: DutyBook, span: Span): Segment[] {
  if (span.untilAt <= span.fromAt) return [];
  const known = narrow(book, span);
  const cuts = boundaries(known, span);
  return cuts.slice(0, -1).map((fromAt, index) => {
    const holders = holdersAt(known, fromAt);
    return { fromAt, untilAt: cuts[index + 1] ?? span.untilAt, holders, standing: standingOf(known, holders, fromAt) };
  });
}

function boundaries({ roster, calendar, overrides, swaps, leave }: DutyBook, span: Span): number[] {
  const spans: Span[] = [
    ...occurrencesBetween(roster.layers, calendar, span),
    ...overrides,
    ...swaps,
    ...swaps.flatMap(({ back }) => (back === null ? [] : [back])),
    ...leave,
  ];
  const inside = spans.flatMap(({ fromAt, untilAt }) => [fromAt, untilAt]).filter((at) => span.fromAt < at && at < span.untilAt);
  return [...new Set([span.fromAt, ...inside, span.untilAt])].sort((one, other) => one - other);
}
