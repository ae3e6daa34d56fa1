import type { DutyBook } from './book.js';
import type { DutyVia, Standing, StoodShift } from './holders.js';
import { lengthMs, touches, type Span } from './layer.js';
import { segmentsBetween } from './segments.js';

/** A shift, or the part of one, in which the same people stand: what a screen and a calendar show. */
export interface ConcreteShift extends Span {
  personIds: string[];
  /** Of the one who leads. */
  via: DutyVia;
  /** null for an override where no layer has a shift. */
  layer: string | null;
  /** The shift this is all or a part of. */
  whole: StoodShift;
  people: Standing[];
}

/**
 * The shifts that share time with a span, with all their parts, in order of time and in the order of the layers. Nothing is
 * cut to the span: the same shift looks the same whatever is asked. Time without anybody is none: see `gapsBetween`.
 */
export function shiftsBetween({ fromAt, untilAt, ...book }: DutyBook & Span): ConcreteShift[] {
  if (untilAt <= fromAt) return [];
  const parts: ConcreteShift[] = [];
  /** The last part of each shift, which may go on. */
  const open = new Map<string, ConcreteShift>();
  for (const segment of segmentsBetween(book, reachOf(book, { fromAt, untilAt }))) {
    for (const [whole, people] of byShift(segment.standing)) {
      const part = partOf(segment, whole, people);
      const last = open.get(whole.key);
      if (last !== undefined && last.untilAt === part.fromAt && isSame(last, part)) {
        last.untilAt = part.untilAt;
        continue;
      }
      parts.push(part);
      open.set(whole.key, part);
    }
  }
  return parts.filter(({ whole }) => touches(whole, { fromAt, untilAt }));
}

/** As far as a shift that touches the span may go beyond it. */
function reachOf({ roster, overrides }: DutyBook, span: Span): Span {
  const longest = Math.max(0, ...roster.layers.map(lengthMs));
  const ordered = overrides.filter((override) => override.rosterKey === roster.key && touches(override, span));
  return {
    fromAt: Math.min(span.fromAt - longest, ...ordered.map(({ fromAt }) => fromAt)),
    untilAt: Math.max(span.untilAt + longest, ...ordered.map(({ untilAt }) => untilAt)),
  };
}

function byShift(standing: readonly Standing[]): Map<StoodShift, Standing[]> {
  const shifts = new Map<string, StoodShift>();
  const people = new Map<StoodShift, Standing[]>();
  for (const one of standing) {
    if (one.shift === null) continue;
    const shift = shifts.get(one.shift.key) ?? one.shift;
    shifts.set(shift.key, shift);
    people.set(shift, [...(people.get(shift) ?? []), one]);
  }
  return people;
}

function partOf({ fromAt, untilAt }: Span, whole: StoodShift, people: Standing[]): ConcreteShift {
  const personIds = people.map(({ personId }) => personId);
  return { fromAt, untilAt, personIds, via: people[0]?.via ?? 'roster', layer: whole.layer, whole, people };
}

function isSame(one: ConcreteShift, other: ConcreteShift): boolean {
  return (
    one.people.length === other.people.length &&
    one.people.every(({ personId, via, insteadOf, recordId }, at) => {
      const its = other.people[at];
      return its?.personId === personId && its.via === via && its.insteadOf === insteadOf && its.recordId === recordId;
    })
  );
}
