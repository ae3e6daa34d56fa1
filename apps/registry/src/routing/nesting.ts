import { NESTED_GRID_KINDS, type CasePlace, type NestedGridKind } from '@shaodao/domain/policy';
import type { Book } from '../register/book.js';

/** The grids around a leaf, itself first (西苑: 楼栋 ⊂ 楼院 ⊂ 社区网格); left out where it lies in no other. */
export function nestingOf(book: Book, leafCode: string): Pick<CasePlace, 'nesting'> {
  const nesting: NonNullable<CasePlace['nesting']> = [];
  for (let at = book.get('grids', leafCode); at !== undefined; at = at.entry.parent === null ? undefined : book.get('grids', at.entry.parent)) {
    if (isNested(at.entry.kind) && at.id !== null) nesting.push({ gridId: at.id, kind: at.entry.kind });
  }
  return nesting.length > 1 ? { nesting } : {};
}

function isNested(kind: string): kind is NestedGridKind {
  return (NESTED_GRID_KINDS as readonly string[]).includes(kind);
}
