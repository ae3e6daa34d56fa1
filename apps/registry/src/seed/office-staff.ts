import { DISTRICT_CODE, type DistrictPlaces } from './places.js';
import type { Staff } from './staff.js';

const OF_DISTRICT = { areaCode: DISTRICT_CODE, departmentId: null };

/** District leaders and operations: two on the roster, two behind them. */
export function staffDistrict(staff: Staff): void {
  for (const seat of ['districtLeader', 'operations'] as const) {
    const people = staff.hireAll(seat, 4, OF_DISTRICT);
    staff.roster(seat, OF_DISTRICT, { people: people.slice(0, 2), fallback: people.slice(2) });
  }
}

/** 指挥中心: shift leaders who decide day by day, and the centre's leader with a deputy. */
export function staffCentre(staff: Staff): void {
  for (const seat of ['shiftLeader', 'centreLeader'] as const) {
    staff.roster(seat, OF_DISTRICT, { people: staff.hireAll(seat, 2, OF_DISTRICT), fallback: [] });
  }
}

/** 书记 and 主任, two duty leaders, and two officers behind them. */
export function staffSubdistricts(staff: Staff, { subdistricts }: DistrictPlaces): void {
  for (const { code } of subdistricts) {
    const place = { areaCode: code, departmentId: null };
    const leaders = [
      ...staff.hireAll('subdistrictSecretary', 1, place),
      ...staff.hireAll('subdistrictDirector', 1, place),
    ];
    const duty = staff.hireAll('subdistrictDuty', 2, place);
    const officers = staff.hireAll('subdistrictOfficer', 2, place);
    staff.roster('subdistrictSecretary', place, { people: leaders, fallback: [] });
    staff.roster('subdistrictDuty', place, { people: duty, fallback: officers });
  }
}

/** Secretary, deputy and two officers of each community and village. Gives the officers by community code. */
export function staffCommunities(staff: Staff, { places }: DistrictPlaces): Map<string, string[]> {
  const officersOf = new Map<string, string[]>();
  for (const { code } of places) {
    const place = { areaCode: code, departmentId: null };
    const people = [
      ...staff.hireAll('communitySecretary', 1, place),
      ...staff.hireAll('communityDeputySecretary', 1, place),
    ];
    const officers = staff.hireAll('communityOfficer', 2, place);
    staff.roster('communitySecretary', place, { people, fallback: officers });
    staff.roster('communityOfficer', place, { people: officers, fallback: [] });
    officersOf.set(code, officers);
  }
  return officersOf;
}
