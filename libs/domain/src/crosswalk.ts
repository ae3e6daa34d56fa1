/** 多网合一: the grids each line had of its own, before there was one grid for all. */

export interface OldGrid {
  line: string;
  code: string;
  /** Codes of the leaf grids it became; none: nobody has placed it yet. */
  grids: readonly string[];
  /** Numbers of the people who worked it. */
  workers: readonly string[];
}

export interface GridCrosswalk<T extends OldGrid> {
  /** In order. */
  lines: string[];
  /** By code of the leaf grid and line; a line without old grid there has no entry. */
  byGrid: Map<string, Map<string, T[]>>;
  /** Leaf grids no old grid of the line became, by line; lines without gaps are left out. */
  gaps: Map<string, string[]>;
  /** Became none of the grids asked about, nor any other. */
  unmapped: T[];
  /** Somebody's old grids, where they are of several lines. */
  acrossLines: Map<string, T[]>;
  /** Somebody's old grids within one line, where they are several. */
  inLine: { worker: string; line: string; oldGrids: T[] }[];
}

/**
 * What became of the old grids: for the leaf grids asked about, against the lines that have old grids in the district.
 * Those that are nowhere are listed whatever is asked, since they lie in no area.
 */
export function crosswalkOf<T extends OldGrid>(leaves: readonly string[], oldGrids: readonly T[]): GridCrosswalk<T> {
  const districts = new Set(leaves.map((code) => code.slice(0, 6)));
  const near = oldGrids.filter(({ grids }) => grids.some((code) => districts.has(code.slice(0, 6))));
  const lines = [...new Set(near.map(({ line }) => line))].sort();
  const asked = new Set(leaves);
  const here = near.filter(({ grids }) => grids.some((code) => asked.has(code)));
  const byGrid = new Map(leaves.map((code): [string, Map<string, T[]>] => [code, new Map()]));
  for (const old of here) {
    for (const code of old.grids) {
      const own = byGrid.get(code);
      own?.set(old.line, [...(own.get(old.line) ?? []), old]);
    }
  }
  const gaps = lines.map((line): [string, string[]] => [line, leaves.filter((code) => byGrid.get(code)?.has(line) !== true)]);
  const byWorker = Map.groupBy(here.flatMap((old) => old.workers.map((worker) => ({ worker, old }))), ({ worker }) => worker);
  const worked = [...byWorker].map(([worker, all]) => ({ worker, oldGrids: all.map(({ old }) => old) }));
  return {
    lines,
    byGrid,
    gaps: new Map(gaps.filter(([, codes]) => codes.length > 0)),
    unmapped: oldGrids.filter(({ grids }) => grids.length === 0),
    acrossLines: new Map(worked.filter(({ oldGrids: own }) => new Set(own.map(({ line }) => line)).size > 1).map(({ worker, oldGrids: own }) => [worker, own])),
    inLine: worked.flatMap(({ worker, oldGrids: all }) =>
      [...Map.groupBy(all, ({ line }) => line)].flatMap(([line, own]) => (own.length > 1 ? [{ worker, line, oldGrids: own }] : [])),
    ),
  };
}
