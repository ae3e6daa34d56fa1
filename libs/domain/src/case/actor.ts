import { areaCodeAt, type TierLevel } from '../tier.js';

/**
 * 席位: the seat a person signs in to. `communityOfficer` 社区值班员; `shiftLeader` 值班长 and `centreLeader` 指挥中心负责人
 * sit in the district's command centre; the other names read as they are.
 */
export const SEATS = [
  'gridWorker',
  'communityOfficer',
  'communitySecretary',
  'subdistrictDuty',
  'subdistrictSecretary',
  'departmentDuty',
  'departmentHead',
  'shiftLeader',
  'centreLeader',
  'districtLeader',
  'operations',
] as const;
export type Seat = (typeof SEATS)[number];

/** Who acts. Ids only: an actor travels through workflows and facts. */
export interface Actor {
  personId: string;
  seat: Seat;
  /** The area the seat answers for: 6, 9, 12 or 15 digits. */
  areaCode: string;
  departmentId?: string | undefined;
}

const TIER_OF_SEAT: Record<Seat, TierLevel | null> = {
  gridWorker: 'grid',
  communityOfficer: 'community',
  communitySecretary: 'community',
  subdistrictDuty: 'subdistrict',
  subdistrictSecretary: 'subdistrict',
  shiftLeader: 'district',
  centreLeader: 'district',
  districtLeader: 'district',
  departmentDuty: null,
  departmentHead: null,
  operations: null,
};

/** The tier a seat speaks for; null for departments and operations, who own no tier. */
export function tierOfSeat(seat: Seat): TierLevel | null {
  return TIER_OF_SEAT[seat];
}

/** Does this seat answer for the ground the grid lies on? Only seats of the four tiers do. */
export function coversGround(actor: Actor, gridCode: string): boolean {
  const tier = tierOfSeat(actor.seat);
  return tier !== null && areaCodeAt(gridCode, tier) === actor.areaCode;
}

/** The seat that is on duty for a tier. */
export const DUTY_SEAT: Record<TierLevel, Seat> = {
  grid: 'gridWorker',
  community: 'communitySecretary',
  subdistrict: 'subdistrictDuty',
  district: 'districtLeader',
};
