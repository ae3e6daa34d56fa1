import { Spin } from 'antd';
import { lazy, Suspense } from 'react';
import type { GridMapView } from './grid-map.js';
import './grid-map.css';

const GridMap = lazy(async () => ({ default: (await import('./grid-map.js')).GridMap }));

/** The map, fetched when first shown: it weighs as much as the rest of the console. */
export function LazyGridMap(view: GridMapView) {
  return (
    <Suspense
      fallback={
        <p className="map loading" role="status">
          <Spin /> 正在打开地图…
        </p>
      }
    >
      <GridMap {...view} />
    </Suspense>
  );
}
