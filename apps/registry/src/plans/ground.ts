import type { Book } from '../register/book.js';

/** Is a place, an area or a grid, inside these? By its code, and a nested grid inside the one it lies in. */
export function insideOf(book: Book, areas: readonly string[]): (code: string) => boolean {
  const grids = areas.filter((code) => code.length === 15);
  return (code) => {
    if (areas.some((area) => code.startsWith(area))) return true;
    return grids.length > 0 && upwards(book, code).some((above) => grids.includes(above));
  };
}

/** A grid and those it lies in, from the inside out. */
export function upwards(book: Book, grid: string): string[] {
  const way: string[] = [];
  for (let at: string | null | undefined = grid; typeof at === 'string' && !way.includes(at); at = book.get('grids', at)?.entry.parent) way.push(at);
  return way;
}

export interface AreaFault {
  nth: number;
  reason: string;
  reasonZh: string;
}

/** The first of these areas that a plan for `own` cannot be activated in; null: none. */
export function areaFault(book: Book, own: readonly string[], areas: readonly string[]): AreaFault | null {
  const inside = insideOf(book, own);
  for (const [nth, code] of areas.entries()) {
    if (book.get('areas', code) === undefined && book.get('grids', code) === undefined) return { nth, reason: 'no such area', reasonZh: '没有这个区域' };
    if (!inside(code)) return { nth, reason: 'lies outside the areas of the plan', reasonZh: '不在预案适用区域内' };
    if (code.slice(0, 6) !== areas[0]?.slice(0, 6)) return { nth, reason: 'lies in another district than the first', reasonZh: '与第一个区域不在同一区县' };
  }
  return null;
}
