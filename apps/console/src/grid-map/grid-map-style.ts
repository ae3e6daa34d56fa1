import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Grid } from '../api.js';

/** What a map draws of a grid. */
export type DrawnGrid = Pick<Grid, 'id' | 'name' | 'communityCode' | 'polygon'>;

/** How a grid is marked: its tint, hatching over it so that colour is not the only sign, and words under its name. */
export interface GridMark {
  tint: string;
  hatch: Hatch | null;
  words: string;
}
export type GridMarks = ReadonlyMap<string, GridMark>;
export const HATCHES = ['lines', 'cross'] as const;
type Hatch = (typeof HATCHES)[number];

export const SOURCE = 'grids';
export const FILL = 'grid-fill';

/** Grids only: no tiles, no sprite, no glyph server. Labels are drawn from the device's own fonts. */
export function gridStyle(grids: DrawnGrid[], marks: GridMarks): StyleSpecification {
  const chosen = ['boolean', ['feature-state', 'chosen'], false] as const;
  return {
    version: 8,
    sources: { [SOURCE]: { type: 'geojson', promoteId: 'id', data: gridData(grids, marks) } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#e9edf1' } },
      {
        id: FILL,
        type: 'fill',
        source: SOURCE,
        paint: { 'fill-color': ['case', [...chosen], '#0b4a8f', ['get', 'tint']], 'fill-opacity': ['case', [...chosen], 0.55, 0.75] },
      },
      { id: 'grid-hatch', type: 'fill', source: SOURCE, filter: ['has', 'hatch'], paint: { 'fill-pattern': ['get', 'hatch'] } },
      {
        id: 'grid-line',
        type: 'line',
        source: SOURCE,
        paint: { 'line-color': '#46586b', 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.5, 15, 2] },
      },
      {
        id: 'grid-chosen',
        type: 'line',
        source: SOURCE,
        paint: { 'line-color': '#062a52', 'line-width': ['case', [...chosen], 4, 0] },
      },
      {
        id: 'grid-name',
        type: 'symbol',
        source: SOURCE,
        layout: { 'text-field': ['get', 'name'], 'text-size': 13, 'text-max-width': 8 },
        paint: { 'text-color': '#111c28', 'text-halo-color': '#ffffff', 'text-halo-width': 1.5 },
      },
    ],
  };
}

type FeatureCollection = Extract<GeoJSONSourceSpecification['data'], { type: 'FeatureCollection' }>;

/** Dark strokes on nothing, to lie over a tint. */
export function hatchImage(hatch: Hatch): ImageData {
  const side = 12;
  const image = new ImageData(side, side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isDark = (x + y) % side < 2 || (hatch === 'cross' && (x - y + side) % side < 2);
      if (isDark) image.data.set([60, 20, 10, 150], 4 * (y * side + x));
    }
  }
  return image;
}

/** One light tint a community, so that neighbours can be told apart; the name says which it is. */
const TINTS = ['#d7e6f5', '#e2efd8', '#f6ead2', '#eadff1', '#d6eeec'] as const;

export function gridData(grids: DrawnGrid[], marks: GridMarks): FeatureCollection {
  const communities = [...new Set(grids.map((grid) => grid.communityCode))];
  return {
    type: 'FeatureCollection',
    features: grids.map(({ id, name, communityCode, polygon }) => {
      const mark = marks.get(id);
      const plain = { id, name, tint: TINTS[communities.indexOf(communityCode) % TINTS.length] };
      const hatch = mark?.hatch == null ? {} : { hatch: mark.hatch };
      return { type: 'Feature', properties: mark === undefined ? plain : { id, name: `${name}\n${mark.words}`, tint: mark.tint, ...hatch }, geometry: polygon };
    }),
  };
}

/** West, south, east, north around grids; null for none. */
export function boundsOf(grids: DrawnGrid[]): [number, number, number, number] | null {
  const points = grids.flatMap((grid) => grid.polygon.coordinates.flat());
  if (points.length === 0) return null;
  const lngs = points.map(([lng = 0]) => lng);
  const lats = points.map(([, lat = 0]) => lat);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
