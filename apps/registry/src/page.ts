/** A broker refuses a message over 1 MB and its sender would wait in vain: a page ends well below, however long it may be. */
export const PAGE_BYTES = 800_000;

/** The first items that fit: at most `limit`, at least one. `nextCursor` is the last one's key, null at the end. */
export function pageOf<T>(items: readonly T[], limit: number, keyOf: (item: T) => string): { items: T[]; nextCursor: string | null } {
  const page: T[] = [];
  let bytes = 0;
  for (const item of items.slice(0, limit)) {
    bytes += Buffer.byteLength(JSON.stringify(item));
    if (bytes > PAGE_BYTES && page.length > 0) break;
    page.push(item);
  }
  const last = page.at(-1);
  return { items: page, nextCursor: page.length < items.length && last !== undefined ? keyOf(last) : null };
}
