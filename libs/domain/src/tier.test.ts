import { expect, test } from '@jest/globals';
import { outermost } from '@shaodao/domain/tier';
import fc from 'fast-check';

test('an area inside another is named by that other alone', () => {
  expect(outermost(['511703001001', '511703001', '511703002003', '511703001'])).toEqual(['511703001', '511703002003']);
  const code = fc.constantFrom('511703', '511703001', '511703002', '511703001001', '511703001002', '511703002001');
  fc.assert(
    fc.property(fc.array(code), fc.array(code), (areas, grids) => {
      const kept = outermost(areas);
      const lies = (within: readonly string[]) => grids.map((grid) => within.some((area) => grid.startsWith(area)));
      expect(lies(kept)).toEqual(lies(areas));
      expect(outermost(kept)).toEqual(kept);
    }),
  );
});
