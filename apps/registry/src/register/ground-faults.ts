import { newGroundFaults } from '../ground/check-in-thread.js';
import type { GroundGrid } from '../ground/fault.js';
import type { Book } from './book.js';
import { fault, type Fault, type Touched } from './fault.js';

/**
 * What a change of grids makes wrong with the ground of their districts: overlaps, gaps, what lies outside its parent, broken
 * shapes. What was wrong before is not held against it. Without a grid among the touched there is nothing to measure.
 */
export async function groundFaults(before: Book, after: Book, touched: readonly Touched[]): Promise<Fault[]> {
  const codes = new Set(touched.filter(({ list }) => list === 'grids').map(({ key }) => key));
  if (codes.size === 0) return [];
  const found = await newGroundFaults(groundOf(before, codes), groundOf(after, codes));
  return found.map(({ code, otherCode, reason, reasonZh }) => {
    const key = !codes.has(code) && otherCode !== undefined && codes.has(otherCode) ? otherCode : code;
    return fault({ list: 'grids', key }, 'polygon', { reason, reasonZh });
  });
}

/** All grids of the districts in which these lie. */
function groundOf(book: Book, codes: ReadonlySet<string>): GroundGrid[] {
  const districts = new Set([...codes].map((code) => code.slice(0, 6)));
  return [...book.of('grids').values()]
    .filter(({ entry }) => districts.has(entry.code.slice(0, 6)))
    .map(({ entry: { code, name, kind, parent, areaCode, polygon } }) => ({ code, name, kind, parentCode: parent ?? areaCode, polygon }));
}
