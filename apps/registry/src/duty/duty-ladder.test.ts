import { expect, test } from '@jest/globals';
import { Atlas, type AtlasData, type Roster } from '../atlas/atlas.js';
import { answerDuty } from './duty-ladder.js';

const GRID = '511703001001001';
const place = { areaCode: GRID, departmentId: null, at: 0 };

function atlas(rosters: Partial<Roster>[], absentIds: string[] = []): Atlas {
  const data = {
    edition: '511703@1',
    district: { code: '511703', name: '达川区', communities: [], subdistricts: [] },
    grids: [],
    departments: [],
    rules: { policies: [], calendars: [], categories: [] },
    rosters: rosters.map((roster) => ({
      seat: 'gridWorker',
      areaCode: GRID,
      departmentId: null,
      anchorAt: 0,
      turnMs: 1,
      turns: [],
      fallback: [],
      ...roster,
    })),
    absentIds,
  };
  return new Atlas(data as unknown as AtlasData);
}

const worker = { turns: [['worker']], fallback: ['officer'] };
const secretary = { seat: 'communitySecretary', areaCode: '511703001001', turns: [['secretary']] };
const leader = { seat: 'districtLeader', areaCode: '511703', turns: [['leader']] };

test('the roster answers first', () => {
  expect(answerDuty(atlas([worker, secretary]), { seat: 'gridWorker', ...place })).toEqual({
    personIds: ['worker'],
    via: 'roster',
  });
});

test('somebody who left is on no duty, and the fallback answers', () => {
  expect(answerDuty(atlas([worker, secretary], ['worker']), { seat: 'gridWorker', ...place })).toEqual({
    personIds: ['officer'],
    via: 'fallback',
  });
});

test('a grid without anybody is answered by its community, and if need be by the district', () => {
  expect(answerDuty(atlas([secretary, leader]), { seat: 'gridWorker', ...place })).toEqual({
    personIds: ['secretary'],
    via: 'levelAbove',
  });
  expect(answerDuty(atlas([leader]), { seat: 'gridWorker', ...place }).personIds).toEqual(['leader']);
});

test('a department is found by itself, its head stands above its duty, the district above both', () => {
  const departmentId = 'a';
  const question = { seat: 'departmentDuty' as const, areaCode: null, departmentId, at: 0 };
  const head = { seat: 'departmentHead', areaCode: '511703', departmentId, turns: [['head']] };
  const other = { seat: 'departmentDuty', areaCode: '511703', departmentId: 'b', turns: [['other']] };
  expect(answerDuty(atlas([other, head, leader]), question)).toEqual({ personIds: ['head'], via: 'levelAbove' });
  expect(answerDuty(atlas([other, leader]), question).personIds).toEqual(['leader']);
});

test('nobody is an answer too', () => {
  expect(answerDuty(atlas([]), { seat: 'gridWorker', ...place })).toEqual({ personIds: [], via: 'nobody' });
  expect(answerDuty(atlas([leader]), { seat: 'operations', ...place }).via).toBe('nobody');
});
