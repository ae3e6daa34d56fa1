import type { z } from 'zod';
import { isoTime } from './gateway.js';
import { httpSwap } from './http-duty.js';
import { readMyDuty } from './register/my-duty.js';

/** What the gateway says of one's own duty over HTTP; see `gateway.ts`. */

const { shifts, swaps } = readMyDuty.output.shape;
const told = httpSwap.shape;

export const httpMyDuty = readMyDuty.output
  .extend({
    shifts: shifts.element.extend({ fromAt: isoTime, untilAt: isoTime }).array(),
    swaps: swaps.element.extend({ give: told.give, take: told.take }).array(),
  })
  .meta({ id: 'MyDuty' });
export type HttpMyDuty = z.output<typeof httpMyDuty>;
