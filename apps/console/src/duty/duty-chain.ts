import { areaCodeAt, type TierLevel } from '@shaodao/domain/tier';
import type { Role } from '@shaodao/domain/register/role';

/** One role somebody must be on duty in. */
export interface DutyPost {
  role: Role;
  areaCode?: string;
  departmentId?: string;
}

/** Who answers for a place, from the ground up. */
const CHAIN: readonly { level: TierLevel; digits: number; roles: readonly Role[] }[] = [
  { level: 'grid', digits: 15, roles: ['gridWorker', 'gridChief'] },
  { level: 'community', digits: 12, roles: ['communityOfficer', 'communitySecretary'] },
  { level: 'subdistrict', digits: 9, roles: ['subdistrictDuty', 'subdistrictSecretary'] },
  { level: 'district', digits: 6, roles: ['shiftLeader', 'centreLeader'] },
];

/** The posts of an area and of every level above it, its own first; before them those of a department. */
export function chainOf(areaCode: string, departmentId: string | undefined): DutyPost[] {
  const own: DutyPost[] = departmentId === undefined ? [] : [{ role: 'departmentDuty', departmentId }, { role: 'departmentHead', departmentId }];
  const above = CHAIN.filter(({ digits }) => areaCode.length >= digits);
  return [...own, ...above.flatMap(({ level, roles }) => roles.map((role) => ({ role, areaCode: areaCodeAt(areaCode, level) })))];
}
