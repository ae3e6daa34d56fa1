/** 层级: who answers for a case, from the ground up (西秀: 网格发现 → 社区呼叫 → 分级响应 → 协同处置). */
export const TIER_LEVELS = ['grid', 'community', 'subdistrict', 'district'] as const;
export type TierLevel = (typeof TIER_LEVELS)[number];

/** The next tier up; null at the top, where a case gets supervision instead. */
export function tierAbove(level: TierLevel): TierLevel | null {
  return TIER_LEVELS[TIER_LEVELS.indexOf(level) + 1] ?? null;
}

/** Positive when `a` is the higher tier. */
export function compareTiers(a: TierLevel, b: TierLevel): number {
  return TIER_LEVELS.indexOf(a) - TIER_LEVELS.indexOf(b);
}

/** Digits of an area code per tier: 6 district + 3 subdistrict + 3 community + 3 grid (北京网格码, 15 digits). */
const CODE_LENGTH: Record<TierLevel, number> = { district: 6, subdistrict: 9, community: 12, grid: 15 };

/** Of areas named together those that lie in no other of them, by their codes; in order of code, each once. */
export function outermost(areas: readonly string[]): string[] {
  return [...new Set(areas)].filter((area) => !areas.some((other) => other !== area && area.startsWith(other))).sort();
}

/** The code of the area of `level` that holds the grid with this 15-digit code. */
export function areaCodeAt(gridCode: string, level: TierLevel): string {
  return gridCode.slice(0, CODE_LENGTH[level]);
}
