import type { PlaceProof } from './on-site.js';

/**
 * Where a person stands. The five add up to all who are called: `called` and `reached` are marks on pending, on site one on
 * confirmed or late.
 */
export const PERSON_STATES = ['pending', 'confirmed', 'late', 'unreachable', 'excused'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

export interface RosterMark {
  state: PersonState;
  calledAt: number | null;
  reachedAt: number | null;
  answeredAt: number | null;
  onSiteAt: number | null;
  /** What showed it; null until then. */
  placeProof: PlaceProof | null;
  /** Let go: out of the count until they are added again. */
  releasedAt: number | null;
  /** When they were put back after that; null in the first round. */
  addedAt: number | null;
}

/** Before anything has become of a person. */
export const UNCALLED: RosterMark = { state: 'pending', calledAt: null, reachedAt: null, answeredAt: null, onSiteAt: null, placeProof: null, releasedAt: null, addedAt: null };

/** What can become of a person. */
export type PersonEvent =
  | { type: 'called' | 'reached'; at: number }
  | { type: 'answered'; at: number }
  | { type: 'onSite'; at: number; placeProof: PlaceProof }
  | { type: 'excused'; at: number }
  /** Added: of somebody who was let go, called anew. */
  | { type: 'released' | 'added'; at: number }
  /** The ladder is through and no message is known to have arrived. */
  | { type: 'givenUp'; at: number };

/** Vendors tell the second of an answer: one of the second in which somebody was put back is of the new round. */
const SECOND_MS = 1_000;

/**
 * The mark after one more event; anything that comes again, late or crossed changes nothing. An answer after `answerBy` is late
 * and stays so; it counts as an answer, never as one in time. Nobody who answered becomes unreachable or excused. Who was let go
 * is asked nothing until added again, with marks of a new round, to which nothing from before belongs.
 */
export function marked(mark: RosterMark, event: PersonEvent, answerBy: number): RosterMark {
  const { state } = mark;
  if (event.type === 'added') return mark.releasedAt === null ? mark : { ...UNCALLED, addedAt: event.at };
  if (mark.releasedAt !== null) return mark;
  switch (event.type) {
    case 'released':
      return { ...mark, releasedAt: event.at };
    case 'called':
      return state === 'pending' && mark.calledAt === null ? { ...mark, calledAt: event.at } : mark;
    case 'reached':
      return mark.reachedAt === null && mark.answeredAt === null && isOfRound(mark, event) ? { ...mark, reachedAt: event.at, state: state === 'unreachable' ? 'pending' : state } : mark;
    case 'answered':
      if (mark.answeredAt !== null || !isOfRound(mark, event)) return mark;
      return { ...mark, answeredAt: event.at, state: event.at <= answerBy ? 'confirmed' : 'late' };
    case 'onSite': {
      if (!isOfRound(mark, event)) return mark;
      const answered = marked(mark, { type: 'answered', at: event.at }, answerBy);
      return answered.onSiteAt === null ? { ...answered, onSiteAt: event.at, placeProof: event.placeProof } : answered;
    }
    case 'excused':
      return mark.answeredAt === null ? { ...mark, state: 'excused' } : mark;
    case 'givenUp':
      return state === 'pending' && mark.reachedAt === null ? { ...mark, state: 'unreachable' } : mark;
  }
}

function isOfRound({ addedAt }: RosterMark, { at }: PersonEvent): boolean {
  return at >= (addedAt ?? 0) - SECOND_MS;
}

/** How many stand where; `people` is the sum of the five. */
export interface Tally extends Record<PersonState, number> {
  people: number;
  called: number;
  reached: number;
  onSite: number;
}

export const EMPTY_TALLY: Tally = { people: 0, pending: 0, confirmed: 0, late: 0, unreachable: 0, excused: 0, called: 0, reached: 0, onSite: 0 };

export function tallyOf(marks: readonly RosterMark[]): Tally {
  return marks.filter(({ releasedAt }) => releasedAt === null).reduce<Tally>((tally, { state, calledAt, reachedAt, onSiteAt }) => addTallies(tally, {
    ...EMPTY_TALLY,
    people: 1,
    [state]: 1,
    called: state === 'pending' && calledAt !== null ? 1 : 0,
    reached: state === 'pending' && reachedAt !== null ? 1 : 0,
    onSite: onSiteAt === null ? 0 : 1,
  }), EMPTY_TALLY);
}

export function addTallies(a: Tally, b: Tally): Tally {
  const sum = { ...a };
  for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += b[key];
  return sum;
}

/** Answers in time of those who were not excused; null where nobody is left to answer. 0 to 1. */
export function onTimeRate({ confirmed, people, excused }: Tally): number | null {
  return people === excused ? null : confirmed / (people - excused);
}
