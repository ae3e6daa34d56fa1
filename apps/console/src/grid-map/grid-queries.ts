import { useQuery } from '@tanstack/react-query';
import type { Grid, Page } from '../api.js';
import { read } from '../http/call.js';

/** Polygons make a page heavy: this many stay far below a megabyte. */
const PAGE = 200;
const SLOW_MS = 3_600_000;

/** All grids of the district with their polygons, by code. */
export function useGrids(enabled = true) {
  return useQuery({
    queryKey: ['grids'],
    enabled,
    staleTime: SLOW_MS,
    queryFn: async ({ signal }) => {
      const grids: Grid[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Page<Grid> = await read<Page<Grid>>('/api/grids', { limit: PAGE, cursor }, signal);
        grids.push(...page.items);
        cursor = page.nextCursor;
      }
      return grids;
    },
  });
}

export function useGrid(id: string) {
  return useQuery({
    queryKey: ['grid', id],
    staleTime: SLOW_MS,
    queryFn: ({ signal }) => read<Grid>(`/api/grids/${id}`, {}, signal),
  });
}
