import { STANDINGS, type Standing } from '@shaodao/domain/activation/standing';
import { useMemo } from 'react';
import { useGrids } from '../grid-map/grid-queries.js';
import type { GridMark } from '../grid-map/grid-map-style.js';
import { LazyGridMap } from '../grid-map/lazy-grid-map.js';
import { STANDING_WORDS } from './activation-words.js';
import './steps.css';

/** Tint and hatching of each standing: told apart in grey as well, and said in words on the map. */
const MARKS: Record<Standing, Omit<GridMark, 'words'>> = {
  none: { tint: '#ffffff', hatch: null },
  poor: { tint: '#f0a7a0', hatch: 'cross' },
  partly: { tint: '#f6dc9a', hatch: 'lines' },
  good: { tint: '#a9d5a5', hatch: null },
};

/** 区域图: grids of the activation's areas by how far their call has come; unmarked while that is not known (null). */
export function AreaMap({ areas, standing, failed }: { areas: string[]; standing: ((gridCode: string) => Standing) | null; failed: boolean }) {
  const grids = useGrids();
  const within = areas.join();
  const shown = useMemo(() => (grids.data ?? []).filter(({ code }) => within.split(',').some((area) => code.startsWith(area))), [grids.data, within]);
  const marks = useMemo(
    () => new Map(standing === null ? [] : shown.map(({ id, code }): [string, GridMark] => [id, { ...MARKS[standing(code)], words: STANDING_WORDS[standing(code)] }])),
    [shown, standing],
  );
  return (
    <section aria-labelledby="area-map">
      <h2 id="area-map">区域图</h2>
      <ul className="marks map-key">
        {STANDINGS.map((one) => (
          <li key={one}>
            <span className={`map-sign map-sign-${one}`} aria-hidden="true" />
            {STANDING_WORDS[one]}
          </li>
        ))}
      </ul>
      {standing === null && <p className="empty">{failed ? '编队没有读到，图上暂无标记。' : '正在读取编队，稍后标出。'}</p>}
      {grids.isError && <p className="empty">网格没有读到，请看各街道和各编队的列表。</p>}
      {grids.isSuccess && shown.length === 0 && <p className="empty">启动区域内没有网格图形，请看列表。</p>}
      {shown.length > 0 && <LazyGridMap grids={shown} chosenId={undefined} firstView={shown} marks={marks} />}
    </section>
  );
}
