import { ROLE_NAMES } from '@shaodao/domain/register/role';
import { z } from 'zod';
import { heardTime, isoTime } from './gateway.js';
import { readDuty, readFairness, readGaps, readShifts, swap } from './register/duty.js';
import { entryKey } from './register/requests.js';
import { areaCode, uuid } from './shapes.js';

/** What the gateway says and hears about duty over HTTP; see `gateway.ts`. */

export const dutyQuery = z.strictObject({ role: z.enum(ROLE_NAMES), areaCode: areaCode.optional(), departmentId: uuid.optional(), at: heardTime.optional() });
export const rosterQuery = z.strictObject({ roster: entryKey, from: heardTime, until: heardTime });
export const gapsQuery = z.strictObject({ areaCode });
export const calendarQuery = z
  .strictObject({ roster: entryKey.optional(), person: z.literal('me').optional() })
  .refine(({ roster, person }) => (roster === undefined) !== (person === undefined), { path: ['roster'], message: 'give either roster or person=me' });

export const httpDuty = readDuty.output.extend({ at: isoTime }).meta({ id: 'Duty', description: 'Who is on duty, the one who leads first' });
const shiftLine = readShifts.output.shape.items.element;
export const httpShifts = readShifts.output.extend({ items: z.array(shiftLine.extend({ fromAt: isoTime, untilAt: isoTime })) }).meta({ id: 'DutyShifts' });
const gapLine = readGaps.output.shape.items.element;
export const httpGaps = readGaps.output
  .extend({ fromAt: isoTime, untilAt: isoTime, items: z.array(gapLine.extend({ fromAt: isoTime, untilAt: isoTime })) })
  .meta({ id: 'DutyGaps' });
export const httpFairness = readFairness.output.meta({ id: 'DutyFairness' });

const heard = z.strictObject({ from: heardTime, until: heardTime }).transform(({ from, until }) => ({ fromAt: from, untilAt: until }));
export const httpSwapAsked = z
  .strictObject({ roster: entryKey, give: heard, take: heard.nullable().default(null), with: uuid })
  .meta({ id: 'SwapAsked', description: 'A shift of mine for one of theirs, or for none' });
const told = z.object({ fromAt: isoTime, untilAt: isoTime });
export const httpSwap = swap.extend({ give: told, take: told.nullable() }).meta({ id: 'Swap', description: '换班: who gives which shift to whom, for which' });
