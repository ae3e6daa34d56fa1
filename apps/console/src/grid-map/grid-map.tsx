import { GeoJSONSource, Map as GlMap, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
// MapLibre 6 finds its worker by an address, and Vite ships only what is named.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { boundsOf, FILL, gridData, gridStyle, HATCHES, hatchImage, SOURCE, type DrawnGrid, type GridMarks } from './grid-map-style.js';
import type { Place } from './use-device-place.js';

setWorkerUrl(workerUrl);

export interface GridMapView {
  grids: DrawnGrid[];
  /** Drawn strong. */
  chosenId: string | undefined;
  /** A tap on a grid; without it the map only shows. */
  onChoose?: ((gridId: string) => void) | undefined;
  /** A pin, e.g. where the device or the case is. */
  place?: Place | null | undefined;
  /** How grids stand, by id; one without a mark has the tint of its community. */
  marks?: GridMarks | undefined;
  /** What the map shows first; all grids when empty. */
  firstView: DrawnGrid[];
}

const NO_MARKS: GridMarks = new Map();

const LOCALE = {
  'NavigationControl.ZoomIn': '放大',
  'NavigationControl.ZoomOut': '缩小',
  'Map.Title': '网格地图',
};
/** Above this the polygons fill the screen and nothing more is to be seen. */
const MOST_ZOOM = 18;

/** 网格 as polygons. A list stands beside it wherever something is chosen: a map alone is no way for a keyboard. */
export function GridMap({ grids, chosenId, onChoose, place, marks = NO_MARKS, firstView }: GridMapView) {
  const box = useRef<HTMLDivElement>(null);
  const choose = useRef(onChoose);
  const first = useRef(firstView);
  const marked = useRef(marks);
  const drawn = useRef<{ map: GlMap; id: string } | undefined>(undefined);
  const [map, setMap] = useState<GlMap | null>(null);
  const [drawable] = useState(hasWebGl);
  useEffect(() => {
    choose.current = onChoose;
  });

  useEffect(() => {
    if (box.current === null) return undefined;
    const bounds = boundsOf(first.current) ?? boundsOf(grids);
    const made = new GlMap({
      container: box.current,
      style: gridStyle(grids, marked.current),
      ...(bounds === null ? {} : { bounds, fitBoundsOptions: { padding: 32 } }),
      maxZoom: MOST_ZOOM,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      locale: LOCALE,
    });
    made.touchZoomRotate.disableRotation();
    made.addControl(new NavigationControl({ showCompass: false }));
    made.on('click', FILL, (event) => {
      const id: unknown = event.features?.[0]?.properties['id'];
      if (typeof id === 'string') choose.current?.(id);
    });
    made.setMissingStyleImageResolver((id) => {
      const hatch = HATCHES.find((one) => one === id);
      if (hatch !== undefined && !made.hasImage(id)) made.addImage(id, hatchImage(hatch));
    });
    made.on('load', () => setMap(made));
    return () => {
      setMap(null);
      made.remove();
    };
  }, [grids]);

  useEffect(() => {
    if (map === null || marked.current === marks) return;
    marked.current = marks;
    const source = map.getSource(SOURCE);
    if (source instanceof GeoJSONSource) void source.setData(gridData(grids, marks));
  }, [map, marks, grids]);

  useEffect(() => {
    if (map === null) return;
    // A map made anew knows nothing of the choice before it.
    if (drawn.current !== undefined && drawn.current.map === map) {
      map.setFeatureState({ source: SOURCE, id: drawn.current.id }, { chosen: false });
    }
    drawn.current = chosenId === undefined ? undefined : { map, id: chosenId };
    if (chosenId === undefined) return;
    map.setFeatureState({ source: SOURCE, id: chosenId }, { chosen: true });
    const bounds = boundsOf(grids.filter((grid) => grid.id === chosenId));
    if (bounds === null) return;
    const [west, south, east, north] = bounds;
    // Chosen from the list, it may lie outside what the map shows; a tap never moves the map.
    if (!map.getBounds().contains([(west + east) / 2, (south + north) / 2])) {
      map.fitBounds(bounds, { padding: 64, animate: !calm() });
    }
  }, [map, chosenId, grids]);

  useEffect(() => {
    if (map === null || place == null) return undefined;
    const pin = new Marker({ color: '#b3261e' }).setLngLat(place).addTo(map);
    map.easeTo({ center: place, zoom: Math.max(map.getZoom(), 14), animate: !calm() });
    return () => {
      pin.remove();
    };
  }, [map, place]);

  // Old devices: the list beside the map still works.
  if (!drawable) return <p className="map empty">此设备不能显示地图，请用列表选择网格。</p>;
  return <div className="map" ref={box} role="region" aria-label="网格地图" data-ready={map !== null} />;
}

function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

function calm(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
