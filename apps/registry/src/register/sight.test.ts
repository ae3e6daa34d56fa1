import { expect, test } from '@jest/globals';
import type { Entry, ListName } from '@shaodao/contracts/register/lists';
import type { Seat } from '@shaodao/domain/case/actor';
import { bookOf, said } from './fixture/said.js';
import { maySee } from './sight.js';

const COMMUNITY = '511703001001';
const person = (number: string, more: Partial<Entry<'people'>> = {}) => said('people', { number, name: number, status: 'present', ...more });
const newcomer = person('P1', { residenceGrid: `${COMMUNITY}001` });
const officer = person('P2', { residenceGrid: `${COMMUNITY}001` });
const book = bookOf(newcomer, officer, said('posts', { person: 'P2', role: 'communityOfficer', areaCode: '511703001002', status: 'active' }));
const sees = (seat: Seat, areaCode: string, { list, entry }: { list: ListName; entry: Entry | null }): boolean =>
  maySee({ personId: '019ab000-0000-7000-8000-000000000001', seat, areaCode }, list, entry as Entry, book);

test('somebody without a post is seen by the leaders who keep the list and by the chain of where they live, by nobody else', () => {
  expect(sees('centreLeader', '511703', newcomer)).toBe(true);
  expect(sees('communitySecretary', COMMUNITY, newcomer)).toBe(true);
  expect(sees('communitySecretary', '511703001002', newcomer)).toBe(false);
  expect(sees('departmentHead', '511703', newcomer)).toBe(false);
});

test('somebody with a post is seen where they work, not where they live', () => {
  expect(sees('communitySecretary', '511703001002', officer)).toBe(true);
  expect(sees('communitySecretary', COMMUNITY, officer)).toBe(false);
});
