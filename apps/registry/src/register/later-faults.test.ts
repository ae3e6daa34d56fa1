import { expect, test } from '@jest/globals';
import { check } from './change.js';
import { bookOf, said } from './fixture/said.js';

const GRID = '511703001001001';
const post = (role: 'gridChief' | 'policeOfficer') => said('posts', { person: 'P1', role, areaCode: GRID, status: 'active' });
const town = [
  said('people', { number: 'P1', name: '张三', status: 'present' }),
  said('areas', { code: '511703', name: '区', kind: 'district' }),
  said('areas', { code: '511703001', name: '街道', kind: 'subdistrict', parent: '511703' }),
  said('areas', { code: '511703001001', name: '社区', kind: 'community', parent: '511703001' }),
  said('grids', { code: GRID, name: '网格', kind: 'micro', areaCode: '511703001001' }),
];
const later = { ...post('gridChief'), effectiveAt: 100 };
const book = bookOf(...town).with([{ ...later, seq: 99 }], 0);

test('what is said now must go together with what is said for later already', () => {
  expect(check(book, [{ ...post('policeOfficer'), effectiveAt: 1 }]).map(({ field, reasonZh }) => [field, reasonZh])).toEqual([['role', '不能与网格民警由一人兼任']]);
  const gone = { list: 'people' as const, key: 'P1', effectiveAt: 1, id: null, entry: null };
  expect(check(book, [gone]).map(({ field, reasonZh }) => [field, reasonZh])).toContainEqual(['person', '人员中没有“P1”']);
});

test('what goes together with it is taken', () => {
  expect(check(book, [{ ...said('posts', { person: 'P1', role: 'gridMedic', areaCode: GRID, status: 'active' }), effectiveAt: 1 }])).toEqual([]);
});
