import { describe, expect, test } from '@jest/globals';
import { crosswalkOf, type OldGrid } from '@shaodao/domain/crosswalk';
import fc from 'fast-check';

const [A, B, ELSEWHERE] = ['511703001001001', '511703001001002', '130105006001001'];
const old = (line: string, code: string, grids: string[], workers: string[] = []): OldGrid => ({ line, code, grids, workers });

describe('the crosswalk of old grids', () => {
  const said = [old('综治', 'Z1', [A], ['ann']), old('综治', 'Z2', [A], ['ann']), old('环卫', 'H1', [A, B], ['ann', 'bo']), old('环卫', 'H2', [], ['cy']), old('消防', 'X1', [ELSEWHERE])];
  const { lines, byGrid, gaps, unmapped, acrossLines, inLine } = crosswalkOf([A, B], said);

  test('names for each grid and line what became it, and the lines that have nothing there', () => {
    expect(lines).toEqual(['环卫', '综治']);
    expect(byGrid.get(A)?.get('综治')?.map(({ code }) => code)).toEqual(['Z1', 'Z2']);
    expect([...gaps]).toEqual([['综治', [B]]]);
  });

  test('lists what became nothing', () => {
    expect(unmapped.map(({ code }) => code)).toEqual(['H2']);
  });

  test('finds who works for several lines and who works several grids of one', () => {
    expect([...acrossLines.keys()]).toEqual(['ann']);
    expect(inLine.map(({ worker, line, oldGrids }) => [worker, line, oldGrids.length])).toEqual([['ann', '综治', 2]]);
  });
});

test('a grid is a gap of a line exactly when no old grid of the line names it', () => {
  const leaves = Array.from({ length: 6 }, (_, nth) => `51170300100100${nth + 1}`);
  const drawn = fc.array(
    fc.record({ line: fc.constantFrom('综治', '环卫', '消防'), grids: fc.uniqueArray(fc.constantFrom(...leaves), { maxLength: 3 }), workers: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')) }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(drawn, (all) => {
      const said = all.map((own, nth) => ({ ...own, code: `O${nth}` }));
      const { lines, gaps, byGrid } = crosswalkOf(leaves, said);
      for (const line of lines) {
        for (const leaf of leaves) {
          const named = said.filter((one) => one.line === line && one.grids.includes(leaf)).length;
          expect(byGrid.get(leaf)?.get(line)?.length ?? 0).toBe(named);
          expect(gaps.get(line)?.includes(leaf) ?? false).toBe(named === 0);
        }
      }
    }),
  );
});
