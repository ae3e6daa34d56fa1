import { addTallies, EMPTY_TALLY, PERSON_STATES, type Tally } from './person-state.js';

/** How far the call of an area has come, as a commander reads it from the tallies. */

/** Do the five states add up to all who are called? A screen says so when they do not. */
export function addsUp(tally: Tally): boolean {
  return PERSON_STATES.reduce((sum, state) => sum + tally[state], 0) === tally.people;
}

/** Those who have not answered, reached or not. */
export function missing({ pending, unreachable }: Tally): number {
  return pending + unreachable;
}

/** Answers, in time or late, of those not excused: 0 to 1; null where nobody is left to answer. */
export function answeredShare({ confirmed, late, people, excused }: Tally): number | null {
  return people === excused ? null : (confirmed + late) / (people - excused);
}

/** `none`: nobody is called there. */
export const STANDINGS = ['none', 'poor', 'partly', 'good'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Good from nine in ten, poor below six (D). */
export function standingOf(tally: Tally): Standing {
  const share = answeredShare(tally);
  if (share === null) return tally.people === 0 ? 'none' : 'good';
  if (share >= 0.9) return 'good';
  return share >= 0.6 ? 'partly' : 'poor';
}

/** The lowest share of answers first, among equals where most are missing; where nobody is called last. */
export function worstFirst<Row extends { tally: Tally }>(rows: readonly Row[]): Row[] {
  const share = ({ tally }: Row): number => (tally.people === 0 ? 2 : (answeredShare(tally) ?? 1));
  return [...rows].sort((a, b) => share(a) - share(b) || missing(b.tally) - missing(a.tally));
}

/** What is known of the ground of a grid: the sum of its own teams, else of those of the smallest area around it with any. */
export function groundTally(gridCode: string, teams: readonly { areaCode: string; tally: Tally }[]): Tally {
  const around = teams.filter(({ areaCode }) => gridCode.startsWith(areaCode));
  const nearest = Math.max(0, ...around.map(({ areaCode }) => areaCode.length));
  return around.filter(({ areaCode }) => areaCode.length === nearest).reduce((sum, { tally }) => addTallies(sum, tally), EMPTY_TALLY);
}
