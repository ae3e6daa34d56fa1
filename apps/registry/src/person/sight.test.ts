import { expect, test } from '@jest/globals';
import type { Seat } from '@shaodao/domain/case/actor';
import { mayMeet, type PersonPosts } from './sight.js';

const somebody = (role: string, areaCode: string, departmentId: string | null = null): PersonPosts => ({
  id: 'other',
  roles: [{ role, areaCode, departmentId }],
});
const as = (seat: Seat, areaCode: string, departmentId?: string) => ({ personId: 'me', seat, areaCode, departmentId });
const worker = as('gridWorker', '511703001001001');
const duty = as('departmentDuty', '511703', 'd1');

test.each([
  ['a grid worker meets the secretary above', worker, somebody('communitySecretary', '511703001001'), true],
  ['a grid worker meets a department officer', worker, somebody('departmentDuty', '511703', 'd1'), true],
  ['a grid worker meets a cadre of the own grid', worker, somebody('attachedCadre', '511703001001001', 'd2'), true],
  ['a grid worker does not meet the next grid', worker, somebody('gridChief', '511703001001002'), false],
  ['a secretary meets the grids below', as('communitySecretary', '511703001001'), somebody('gridChief', '511703001001002'), true],
  ['a department meets the grid worker who called', duty, somebody('gridWorker', '511703001001001'), true],
  ['a department meets its own cadre', duty, somebody('attachedCadre', '511703001001001', 'd1'), true],
  ['a department does not meet the cadre of another', duty, somebody('attachedCadre', '511703001001001', 'd2'), false],
  ['operations meet everybody', as('operations', '511703'), somebody('attachedCadre', '511703001001001', 'd2'), true],
  ['everybody meets themselves', worker, { id: 'me', roles: [] }, true],
])('%s', (_, actor, person, answer) => {
  expect(mayMeet(actor, person)).toBe(answer);
});
