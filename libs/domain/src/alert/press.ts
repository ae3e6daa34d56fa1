import type { Actor } from '../case/actor.js';

/** Who presses where a plan starts by an alert: nobody. No person of a register ever has this id. */
export const ALERT_PRESSER = '00000000-0000-0000-0000-000000000000';

/**
 * The plan, approved beforehand, orders this press; it speaks for the district's command centre. A plan that wants two persons
 * still waits for a leader to confirm: an alert takes the place of the presser only.
 */
export function alertActor(districtCode: string): Actor {
  return { personId: ALERT_PRESSER, seat: 'centreLeader', areaCode: districtCode };
}
