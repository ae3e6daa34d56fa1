import { DEMO_COMMUNITY, DEMO_GRID } from './demo-seats.js';
import type { GroundGrid } from './ground.js';
import type { DistrictPlaces } from './places.js';
import type { SeedPost, Staff } from './staff.js';

const DEMO_SUBDISTRICT = DEMO_GRID.slice(0, 9);
/** Members in service who live in each grid of the demo community, and volunteers of the community. */
const MEMBERS_PER_GRID = 6;
const VOLUNTEERS = 24;
export const SKILLS = [['急救'], ['水上救援'], ['急救', '电工'], ['心理抚慰']];

/** Who is called beside officials: members in service where they live (就地转为志愿者), volunteers; and a leader as 区级联系领导. */
export function staffPlans(staff: Staff, grids: readonly GroundGrid[], given: { places: DistrictPlaces; departments: readonly { id: string; code: string }[] }): void {
  const units = given.departments;
  for (const { code } of grids.filter((grid) => grid.communityCode === DEMO_COMMUNITY)) {
    for (let nth = 0; nth < MEMBERS_PER_GRID; nth++) {
      const unit = units[nth % units.length];
      const member = staff.hire(`inServiceMember:${code}:${nth + 1}`, { memberClass: 'inService', residenceGrid: code, department: unit?.code ?? null });
      staff.appoint(member, 'inServiceMember', { areaCode: code, departmentId: unit?.id ?? null });
    }
  }
  for (let nth = 0; nth < VOLUNTEERS; nth++) {
    const volunteer = staff.hire(`volunteer:${DEMO_COMMUNITY}:${nth + 1}`, { skills: SKILLS[nth % SKILLS.length] ?? [] });
    staff.appoint(volunteer, 'volunteer', { areaCode: DEMO_COMMUNITY, departmentId: null });
  }
  const liaison = staff.posts.find(({ role }: SeedPost) => role === 'districtLeader')?.personId ?? '';
  for (const { code } of chained(given.places)) staff.appoint(liaison, 'districtLiaison', { areaCode: code, departmentId: null });
}

function chained({ places }: DistrictPlaces): { code: string }[] {
  return places.filter(({ subdistrictCode, governed }) => governed && subdistrictCode === DEMO_SUBDISTRICT);
}
