import { z } from 'zod';
import { heardTime, isoTime } from './gateway.js';
import { changeReason } from './register/requests.js';
import { reshapeCases } from './reshape-cases.js';
import { reshapeDecision, reshapeReport } from './reshape.js';

/** What the gateway says and hears about the reshaping of grids over HTTP; see `gateway.ts`. */

export const httpReshapeOrder = reshapeDecision
  .extend({ effectiveAt: heardTime.optional() })
  .meta({ id: 'ReshapeOrder', description: 'Split, merge or move grids from effectiveAt on, without it now' });

export const dryRunQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false').transform((said) => said === 'true') });

const cases = reshapeCases.extend({ startedAt: isoTime.nullable(), endedAt: isoTime.nullable() });
export const httpReshape = reshapeReport
  .extend({ effectiveAt: isoTime, orderedAt: isoTime })
  .meta({ id: 'Reshape', description: 'What a reshaping of grids ends and begins; id is null for a dry run' });
export type HttpReshape = z.output<typeof httpReshape>;

/** `cases` is null until dispatch has heard of it. */
export const httpReshapeProgress = httpReshape
  .extend({ cases: cases.nullable() })
  .meta({ id: 'ReshapeProgress', description: 'A reshaping of grids and how far the open cases are that follow their ground' });
export type HttpReshapeProgress = z.output<typeof httpReshapeProgress>;

export const httpCallingOff = z.strictObject({ reason: changeReason }).meta({ id: 'ReshapeCallingOff' });
