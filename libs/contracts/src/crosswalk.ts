import { z } from 'zod';
import { request } from './contract.js';
import { actor, areaCode, uuid } from './shapes.js';

/** 多网合一: the grids each line had before, against the grids there are now. */

const grid = z.object({ code: z.string(), name: z.string() });
const oldGrid = z.object({ code: z.string(), name: z.string() });

/** A person with work in the old grids of several lines, or in several old grids of one. */
const doubled = z.object({
  id: uuid,
  name: z.string(),
  lines: z.array(z.string()),
  oldGrids: z.array(oldGrid.extend({ line: z.string() })),
});

/** Every leaf grid with the old grids of each line that became it; a line without any is a gap of the grid. */
export const crosswalk = z.object({
  lines: z.array(z.string()),
  grids: z.array(grid.extend({ lines: z.array(z.object({ line: z.string(), oldGrids: z.array(oldGrid) })), gaps: z.array(z.string()) })),
  gaps: z.array(z.object({ line: z.string(), grids: z.array(grid) })),
  /** Old grids that became no leaf grid. */
  unmapped: z.array(oldGrid.extend({ line: z.string() })),
  doubledAcrossLines: z.array(doubled),
  doubledInLine: z.array(doubled.extend({ line: z.string() })),
});
export type Crosswalk = z.output<typeof crosswalk>;

/** Of an area; without one of the whole district. INVALID `areaCode` where it does not fit into one answer: ask for less. */
export const gridCrosswalk = request({
  subject: 'registry.grid.crosswalk',
  input: z.object({ actor, areaCode: areaCode.optional() }),
  output: crosswalk,
  refusals: ['INVALID', 'NOT_FOUND'],
});
