/** What shows that somebody who reports in is there: where the device is, or the code their team's leader shows (到岗码). */
export const PLACE_PROOFS = ['location', 'teamCode'] as const;
export type PlaceProof = (typeof PLACE_PROOFS)[number];

/**
 * How long a code of a team opens (D): long enough to scan it and press in a crowd, too short for a picture of it to be of
 * use at home. Whoever shows one asks for the next at half of that, so that what is scanned has as much before it.
 */
export const TEAM_CODE_MS = 10 * 60_000;

/** A place known no better than this, in metres, is a part of the town and no meeting point (D). */
export const ACCURACY_MOST_METRES = 1_000;

/** What a code is to the one who gives it; `otherTeam`: ours and fresh, of another team. */
export type TeamCodeStanding = 'own' | 'otherTeam' | 'expired' | 'forged';

/** Why nobody is taken to be on site: `none`, neither a place nor a code; `coarse`, a place beyond {@link ACCURACY_MOST_METRES}. */
export type PlaceFault = 'none' | 'coarse' | Exclude<TeamCodeStanding, 'own'>;

interface Shown {
  /** Of the place, in metres; null without a place. */
  accuracyMetres: number | null;
  /** null without a code. */
  code: TeamCodeStanding | null;
}

/** What proves a report-in: the code before the place, since then the place need not be known. A bad code beside a good place harms nothing. */
export function placeProof({ accuracyMetres, code }: Shown): { proof: PlaceProof } | { fault: PlaceFault } {
  if (code === 'own') return { proof: 'teamCode' };
  if (accuracyMetres !== null && accuracyMetres <= ACCURACY_MOST_METRES) return { proof: 'location' };
  if (code !== null) return { fault: code };
  return { fault: accuracyMetres === null ? 'none' : 'coarse' };
}
