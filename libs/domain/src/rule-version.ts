import type { Actor, Seat } from './case/actor.js';

/**
 * Who publishes rules, previews them and re-plans running cases. Limits and ladders bind every unit of the district, so
 * only those who answer for all of it may set them. A constant and no rule itself: a version that named the wrong seats
 * would leave nobody to mend it.
 */
export const RULE_SEATS: readonly Seat[] = ['centreLeader', 'districtLeader'];

export function maySetRules(actor: Pick<Actor, 'seat'>): boolean {
  return RULE_SEATS.includes(actor.seat);
}

/** A published version: it never changes, and counts from `effectiveAt` on until a newer one counts. */
export interface Effective {
  version: number;
  effectiveAt: number;
}

/**
 * The newest version that has taken effect by `at`; null before the first. A version published later wins over a lower one
 * scheduled behind it, which then never takes effect: that is how a scheduled version is taken back.
 */
export function inForce<V extends Effective>(versions: readonly V[], at: number): V | null {
  return versions.reduce<V | null>(
    (best, one) => (one.effectiveAt <= at && (best === null || one.version > best.version) ? one : best),
    null,
  );
}

export const RULE_STATES = ['inForce', 'scheduled', 'past'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** What a version is at `at` among all versions of the same rules. */
export function ruleState(version: Effective, versions: readonly Effective[], at: number): RuleState {
  const from = Math.max(at, version.effectiveAt);
  if (inForce(versions, from)?.version !== version.version) return 'past';
  return version.effectiveAt > at ? 'scheduled' : 'inForce';
}
