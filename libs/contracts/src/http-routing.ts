import { WHISTLE_SOURCES } from '@shaodao/domain/routing/rule';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import { crosswalk } from './crosswalk.js';
import { isoTime } from './gateway.js';
import { explainRouting, onePlace } from './routing.js';
import { areaCode, location, uuid } from './shapes.js';

/** What the gateway says and hears about routing and old grids over HTTP; see `gateway.ts`. */

/** The place is a grid, a point or an area, exactly one. */
export const httpRouteQuestion = z
  .strictObject({
    categoryCode: z.string().min(1).max(32),
    gridId: uuid.optional(),
    location: location.optional(),
    areaCode: areaCode.optional(),
    at: z.iso.datetime({ offset: true }).optional(),
    source: z.enum(WHISTLE_SOURCES).optional(),
    level: z.enum(TIER_LEVELS).default('grid'),
  })
  .refine(onePlace, { path: ['areaCode'], message: 'give one of gridId, location and areaCode' })
  .meta({ id: 'RouteQuestion' });
export const httpRouteExplanation = explainRouting.output.extend({ at: isoTime }).meta({
  id: 'RouteExplanation',
  description: 'Where nobody is found, fallback names the seat whose duty officer has the case; considered lists every rule in the order asked',
});

export const crosswalkQuery = z.strictObject({ areaCode: areaCode.optional() });
export const httpCrosswalk = crosswalk.meta({ id: 'GridCrosswalk', description: 'A line without old grid in a grid is a gap of that grid' });
