import { isEnded } from '@shaodao/domain/case/stage';
import type { TierLevel } from '@shaodao/domain/tier';
import { useQuery } from '@tanstack/react-query';
import type { CaseRow, Page } from '../api.js';
import { CASES } from '../case/case-queries.js';
import { read } from '../http/call.js';

/** The longest page the list gives: up to here a count is exact. */
const MOST = 200;

interface LevelCases {
  rows: CaseRow[];
  /** There are more than `rows`. */
  more: boolean;
}

/** Open cases of a level and, apart from them, those overdue; ended cases stand last in a list and are left out. */
export function useLevel(level: TierLevel) {
  return { open: useLevelCases(level, false), overdue: useLevelCases(level, true) };
}

function useLevelCases(level: TierLevel, overdue: boolean) {
  return useQuery({
    queryKey: [...CASES, 'level', level, overdue],
    queryFn: async ({ signal }): Promise<LevelCases> => {
      const query = { level, limit: MOST, ...(overdue ? { overdue } : {}) };
      const page = await read<Page<CaseRow>>('/api/cases', query, signal);
      const rows = page.items.filter((row) => !isEnded(row.stage));
      return { rows, more: page.nextCursor !== null && rows.length === page.items.length };
    },
  });
}

/** `12 件`, or `200+ 件` past what was counted. */
export function countWords({ rows, more }: LevelCases): string {
  return `${rows.length}${more ? '+' : ''} 件`;
}
