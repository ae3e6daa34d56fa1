import type { ListName } from '@shaodao/contracts/register/lists';
import { useMemo } from 'react';
import type { DrawnGrid } from '../grid-map/grid-map-style.js';
import { LazyGridMap } from '../grid-map/lazy-grid-map.js';
import type { KeptEntry } from './register-queries.js';

/** The ground of a grid that has one. */
export function EntryMap({ list, kept }: { list: ListName; kept: KeptEntry }) {
  const grids = useMemo(() => (list === 'grids' ? drawn(kept) : []), [list, kept]);
  if (list !== 'grids') return null;
  return (
    <section className="register-panel" aria-label="边界">
      <h2>边界</h2>
      {grids.length === 0 ? <p className="empty">这个网格没有登记边界。</p> : <LazyGridMap grids={grids} chosenId={kept.key} firstView={grids} />}
    </section>
  );
}

function drawn({ key, entry }: KeptEntry): DrawnGrid[] {
  const { name, areaCode, polygon } = entry as { name: string; areaCode: string; polygon: DrawnGrid['polygon'] | null };
  return polygon === null || polygon === undefined ? [] : [{ id: key, name, communityCode: areaCode, polygon }];
}
