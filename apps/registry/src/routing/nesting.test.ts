import { expect, test } from '@jest/globals';
import { bookOf, said } from '../register/fixture/said.js';
import { nestingOf } from './nesting.js';

const grid = (sequence: string, kind: 'community' | 'courtyard' | 'building' | 'micro', parent: string | null) =>
  said('grids', { code: `130105006001${sequence}`, name: sequence, kind, areaCode: '130105006001', parent: parent === null ? null : `130105006001${parent}` });

const building = grid('003', 'building', '002');
const courtyard = grid('002', 'courtyard', '001');
const community = grid('001', 'community', null);
const alone = grid('004', 'micro', null);
const book = bookOf(building, courtyard, community, alone);

test('a case in a building lies in its courtyard and community grid too, the innermost first', () => {
  expect(nestingOf(book, building.key)).toEqual({
    nesting: [
      { gridId: building.id, kind: 'building' },
      { gridId: courtyard.id, kind: 'courtyard' },
      { gridId: community.id, kind: 'community' },
    ],
  });
});

test('a grid that lies in no other has no nesting to be stamped with', () => {
  expect(nestingOf(book, alone.key)).toEqual({});
});
