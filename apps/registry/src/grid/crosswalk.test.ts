import { expect, test } from '@jest/globals';
import { bookOf, said } from '../register/fixture/said.js';
import { crosswalkIn } from './crosswalk.js';

const COMMUNITY = '511703001001';
const courtyard = said('grids', { code: `${COMMUNITY}001`, name: '院落', kind: 'courtyard', areaCode: COMMUNITY, polygon: null });
const house = (nth: number) => said('grids', { code: `${COMMUNITY}00${nth}`, name: `${nth}号楼`, kind: 'building', areaCode: COMMUNITY, parent: `${COMMUNITY}001`, polygon: null });
const book = bookOf(
  courtyard,
  house(2),
  house(3),
  said('people', { number: 'P1', name: '甲', phone: '10000000001', status: 'present' }),
  said('oldGrids', { line: '综治', code: 'Z1', name: '综治一格', grids: [`${COMMUNITY}001`], workers: ['P1'] }),
  said('oldGrids', { line: '环卫', code: 'H1', name: '环卫一段', grids: [`${COMMUNITY}002`], workers: ['P1'] }),
  said('oldGrids', { line: '环卫', code: 'H2', name: '环卫二段', grids: [], workers: [] }),
);

test('an old grid that became a courtyard became each of its buildings', () => {
  const { grids, gaps, unmapped, doubledAcrossLines } = crosswalkIn(book, COMMUNITY, () => true);
  expect(grids.map(({ name, lines }) => [name, lines.map(({ line }) => line)])).toEqual([['2号楼', ['环卫', '综治']], ['3号楼', ['综治']]]);
  expect(gaps).toEqual([{ line: '环卫', grids: [{ code: `${COMMUNITY}003`, name: '3号楼' }] }]);
  expect(unmapped).toEqual([{ line: '环卫', code: 'H2', name: '环卫二段' }]);
  expect(doubledAcrossLines).toMatchObject([{ name: '甲', lines: ['环卫', '综治'] }]);
});

test('people the asker may not meet are not named', () => {
  expect(crosswalkIn(book, COMMUNITY, () => false).doubledAcrossLines).toEqual([]);
});
