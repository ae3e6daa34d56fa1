import { expect, test } from '@jest/globals';
import { mayKeep } from '@shaodao/domain/register/rights';
import type { Actor, Seat } from '@shaodao/domain/case/actor';

const COMMUNITY = '511703001001';
const as = (seat: Seat, areaCode: string, departmentId?: string): Actor => ({ personId: 'me', seat, areaCode, departmentId });
const secretary = as('communitySecretary', COMMUNITY);
const head = as('departmentHead', '511703', 'd1');
const entry = (list: string, areaCode: string | null, departmentId: string | null = null) => ({ list, areaCode, departmentId });

test.each([
  ['a secretary keeps the posts of the own grids', secretary, entry('posts', `${COMMUNITY}001`), true],
  ['a secretary keeps a cadre’s post in an own grid', secretary, entry('posts', `${COMMUNITY}001`, 'd1'), true],
  ['a secretary does not keep another community’s', secretary, entry('posts', '511703001002001'), false],
  ['a secretary keeps the community’s roster', secretary, entry('rosters', COMMUNITY), true],
  ['a secretary does not put a department’s roster on own ground', secretary, entry('rosters', COMMUNITY, 'd1'), false],
  ['a secretary does not draw grids', secretary, entry('grids', `${COMMUNITY}001`), false],
  ['a head keeps the department’s roster', head, entry('rosters', '511703', 'd1'), true],
  ['a head does not keep another’s', head, entry('rosters', '511703', 'd2'), false],
  ['the centre keeps all', as('centreLeader', '511703'), entry('routes', null), true],
  ['a grid worker keeps nothing', as('gridWorker', `${COMMUNITY}001`), entry('posts', `${COMMUNITY}001`), false],
])('%s', (_, actor, place, answer) => {
  expect(mayKeep(actor, place)).toBe(answer);
});
