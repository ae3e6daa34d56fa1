import { expect, test } from '@jest/globals';
import { commandPosts, sightOf } from '@shaodao/domain/activation/rights';

const posts = (...areas: string[]): string[] => commandPosts('511703', areas).map(({ seat, areaCode }) => `${seat} ${areaCode}`);

test('an activation is commanded by the posts of the district, and of the subdistrict where all of it lies in one', () => {
  const district = ['districtLeader 511703', 'centreLeader 511703', 'shiftLeader 511703'];
  const street = ['subdistrictSecretary 511703001', 'subdistrictDuty 511703001'];
  expect(posts('511703')).toEqual(district);
  expect(posts('511703001', '511703002001')).toEqual(district);
  expect(posts('511703001')).toEqual([...district, ...street]);
  expect(posts('511703001001', '511703001002003')).toEqual([...district, ...street]);
});

test('a department’s seat sees its own unit’s people, though its area is the district; every other seat those of its area', () => {
  expect(sightOf({ areaCode: '511703', departmentId: 'water' })).toEqual({ departmentId: 'water' });
  expect(sightOf({ areaCode: '511703001' })).toEqual({ areaCode: '511703001' });
});
