import type { Crosswalk } from '@shaodao/contracts/crosswalk';
import { crosswalkOf } from '@shaodao/domain/crosswalk';
import { derived, type Book, type Standing } from '../register/book.js';
import { leaves } from '../register/rules/ground-rules.js';

type Old = Standing<'oldGrids'>['entry'];

/** The leaf grids in a grid, itself where nothing is nested in it: an old grid may have become a courtyard with its buildings. */
const leavesIn = derived(['grids'], (book) => {
  const found = new Map<string, string[]>();
  for (const { entry } of leaves(book)) {
    const seen = new Set<string>();
    for (let at: string | null = entry.code; at !== null && !seen.has(at); at = book.get('grids', at)?.entry.parent ?? null) {
      seen.add(at);
      found.set(at, [...(found.get(at) ?? []), entry.code]);
    }
  }
  return found;
});

/** The crosswalk of an area with names; only people that `maySee` lets through are named. */
export function crosswalkIn(book: Book, areaCode: string, maySee: (number: string) => boolean): Crosswalk {
  const codes = leaves(book).map(({ entry }) => entry.code).filter((code) => code.startsWith(areaCode)).sort();
  const old = [...book.of('oldGrids').values()]
    .map(({ entry }) => ({ ...entry, grids: [...new Set(entry.grids.flatMap((code) => leavesIn(book).get(code) ?? []))] }))
    .sort((a, b) => (a.line === b.line ? (a.code < b.code ? -1 : 1) : a.line < b.line ? -1 : 1));
  const { lines, byGrid, gaps, unmapped, acrossLines, inLine } = crosswalkOf(codes, old);
  const gapsOf = (code: string): string[] => lines.filter((line) => byGrid.get(code)?.has(line) !== true);
  const doubled = (number: string, own: readonly Old[]): Crosswalk['doubledAcrossLines'] => {
    const person = book.get('people', number);
    if (person === undefined || !maySee(number)) return [];
    return [{ id: person.id ?? '', name: person.entry.name, lines: [...new Set(own.map(({ line }) => line))], oldGrids: own.map(lined) }];
  };
  return {
    lines,
    grids: codes.map((code) => ({
      ...gridIn(book, code),
      lines: [...(byGrid.get(code) ?? [])].map(([line, own]) => ({ line, oldGrids: own.map(named) })),
      gaps: gapsOf(code),
    })),
    gaps: [...gaps].map(([line, missing]) => ({ line, grids: missing.map((code) => gridIn(book, code)) })),
    unmapped: unmapped.map(lined),
    doubledAcrossLines: [...acrossLines].flatMap(([number, own]) => doubled(number, own)),
    doubledInLine: inLine.flatMap(({ worker, line, oldGrids }) => doubled(worker, oldGrids).map((one) => ({ ...one, line }))),
  };
}

function gridIn(book: Book, code: string): { code: string; name: string } {
  return { code, name: book.get('grids', code)?.entry.name ?? '' };
}

const named = ({ code, name }: Old): { code: string; name: string } => ({ code, name });
const lined = ({ line, code, name }: Old): { line: string; code: string; name: string } => ({ line, code, name });
