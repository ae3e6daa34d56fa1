import { expect, test } from '@jest/globals';
import { bookOf, said } from '../register/fixture/said.js';
import { areaFault, insideOf } from './ground.js';

const GRID = '511703001001001';
const book = bookOf(
  ...['511703', '511703001', '511703002', '520402'].map((code) => said('areas', { code, name: code, kind: code.length === 6 ? 'district' : 'subdistrict' })),
  said('grids', { code: GRID, name: '网格', kind: 'courtyard', areaCode: '511703001001' }),
  said('grids', { code: '511703001001009', name: '1栋', kind: 'building', areaCode: '511703001001', parent: GRID }),
);

test.each([
  ['areas of the plan and what lies in them', ['511703'], ['511703', '511703002', GRID], null],
  ['a nested grid in the one it lies in', [GRID], ['511703001001009'], null],
  ['an area nobody knows', ['511703'], ['511703001', '511703009'], [1, '没有这个区域']],
  ['an area beside those of the plan', ['511703001'], ['511703002'], [0, '不在预案适用区域内']],
  ['an area around those of the plan', ['511703001'], ['511703'], [0, '不在预案适用区域内']],
  ['areas of two districts', ['511703', '520402'], ['511703', '520402'], [1, '与第一个区域不在同一区县']],
])('%s', (_, own, areas, answer) => {
  const fault = areaFault(book, own, areas);
  expect(fault === null ? null : [fault.nth, fault.reasonZh]).toEqual(answer);
});

test('a grid is inside those it is nested in, and nothing lies inside no area', () => {
  expect([insideOf(book, [GRID])('511703001001009'), insideOf(book, ['511703001001009'])(GRID), insideOf(book, [])(GRID)]).toEqual([true, false, false]);
});
