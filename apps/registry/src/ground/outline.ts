import type { district } from '@shaodao/contracts/registry';
import type { z } from 'zod';
import { middleOf, pathsOf, shapeOf, squareUnits, together } from './clip.js';

type District = z.output<typeof district>;
type Polygon = District['outline'];

/** The largest connected piece of some ground without its holes, and a point in its middle. */
export function outlineOf(polygons: readonly Polygon[]): { outline: Polygon; center: District['center'] } {
  const pieces = together(polygons.flatMap((polygon) => pathsOf(polygon)));
  const [largest = []] = pieces.toSorted((a, b) => squareUnits([b]) - squareUnits([a]));
  const shape = shapeOf([largest.slice(0, 1)]);
  const coordinates = shape.type === 'Polygon' ? shape.coordinates : (shape.coordinates[0] ?? []);
  return { outline: { type: 'Polygon', coordinates }, center: middleOf([largest]) };
}
