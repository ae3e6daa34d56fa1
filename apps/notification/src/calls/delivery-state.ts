import type { DELIVERY_STATES } from '@shaodao/contracts/calls';

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * From the least known to the most: what is said later and ranks lower changes nothing. A receipt may say that what was
 * accepted did not arrive; once it arrived, it did.
 */
export const RANKED = ['sending', 'unknown', 'accepted', 'failed', 'delivered', 'read'] as const satisfies DeliveryState[];

/** `failed`: a receipt says it did not arrive; `reached`: that it did; `answered`: a button or key was pressed. */
export const HEARD_RANKED = ['failed', 'reached', 'answered'] as const;
export type Heard = (typeof HEARD_RANKED)[number];

export function higher<T extends string>(ranked: readonly T[], one: T | null, other: T | null): T | null {
  const rank = (state: T | null): number => (state === null ? -1 : ranked.indexOf(state));
  return rank(one) >= rank(other) ? one : other;
}
