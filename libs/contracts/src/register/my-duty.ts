import { z } from 'zod';
import { request } from '../contract.js';
import { actor } from '../shapes.js';
import { readShifts, swap } from './duty.js';
import { entryKey } from './requests.js';

/** How far ahead one's own shifts are told. */
export const MY_SHIFTS_AHEAD_DAYS = 31;
/** Swaps that are answered stay in sight so long. */
export const MY_SWAPS_BACK_DAYS = 31;

const named = z.object({ roster: entryKey, title: z.string() });
const shift = readShifts.output.shape.items.element;

/**
 * What duty has to do with the asker: the rosters they may be on duty in, or that are of their own area or department; their
 * shifts of the next {@link MY_SHIFTS_AHEAD_DAYS} days, the one that runs first; the swaps they ask or are asked for, newest first.
 */
export const readMyDuty = request({
  subject: 'registry.duty.mine',
  input: z.object({ actor }),
  output: z.object({
    rosters: z.array(named),
    shifts: z.array(shift.extend(named.shape)),
    swaps: z.array(swap.extend({ title: z.string(), askerName: z.string().nullable(), withName: z.string().nullable() })),
  }),
  refusals: [],
});
