/**
 * 网格类型. Territorial kinds are ground: `micro`, or nested `community` ⊃ `courtyard` ⊃ `building` (西苑). The others are sets
 * of units or one site and may have no polygon (西秀, 西苑).
 */
export const GRID_KINDS = ['micro', 'community', 'courtyard', 'building', 'dedicated', 'functional', 'industry'] as const;
export type GridKind = (typeof GRID_KINDS)[number];

export const GRID_KIND_WORDS: Record<GridKind, string> = {
  micro: '微网格',
  community: '社区网格',
  courtyard: '楼院网格',
  building: '楼栋网格',
  dedicated: '专属网格',
  functional: '功能型网格',
  industry: '行业网格',
};

/** How deep each territorial kind lies; a micro-grid is cut no further. */
const DEPTH: Partial<Record<string, number>> = { community: 0, courtyard: 1, building: 2, micro: 2 };

/** Whether grids of this kind are ground, so that a point lies in them and they must have a polygon. */
export function isTerritorial(kind: string): boolean {
  return DEPTH[kind] !== undefined;
}

/** 0 for a kind that holds others, more for those within; -1 for one that is no ground. */
export function nestingDepth(kind: string): number {
  return DEPTH[kind] ?? -1;
}

/** Whether a grid of `kind` may lie in one of `parentKind`: both are ground and the parent is of a wider kind. */
export function mayNest(kind: string, parentKind: string): boolean {
  return isTerritorial(parentKind) && nestingDepth(kind) > nestingDepth(parentKind);
}
