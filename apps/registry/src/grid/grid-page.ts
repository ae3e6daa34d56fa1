import type { Grid } from '@shaodao/contracts/registry';

/** A broker refuses a message over 1 MB and its sender would wait in vain: a page ends well below, however long it may be. */
export const PAGE_BYTES = 800_000;

/** The first grids that fit: at most `limit`, at least one. `nextCursor` is the last one's code, null at the end. */
export function pageOf(grids: readonly Grid[], limit: number): { items: Grid[]; nextCursor: string | null } {
  const items: Grid[] = [];
  let bytes = 0;
  for (const grid of grids.slice(0, limit)) {
    bytes += Buffer.byteLength(JSON.stringify(grid));
    if (bytes > PAGE_BYTES && items.length > 0) break;
    items.push(grid);
  }
  return { items, nextCursor: items.length < grids.length ? (items.at(-1)?.code ?? null) : null };
}
