import { z } from 'zod';
import { request } from './contract.js';
import { actor, instant, uuid } from './shapes.js';

/** What dispatch answers about open cases that follow their ground. */

export const FOLLOW_STATES = ['waiting', 'running', 'done', 'calledOff'] as const;

/** How far the cases of a reshaping are. */
export const reshapeCases = z.object({
  state: z.enum(FOLLOW_STATES),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Open cases on the retired grids when it began. */
  total: z.int(),
  followed: z.int(),
  failed: z.int(),
  /** At most twenty of them; they are tried again. */
  failedCaseIds: z.array(uuid),
});
export type ReshapeCases = z.output<typeof reshapeCases>;

/** NOT_FOUND until dispatch has heard of it. */
export const getReshapeCases = request({
  subject: 'dispatch.reshape.get',
  input: z.object({ actor, id: uuid }),
  output: reshapeCases,
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});

/** From the workflow of a reshaping only; each may come twice. `calledOff`: there is nothing to do. */
export const beginReshape = request({
  subject: 'dispatch.reshape.begin',
  input: z.object({ reshapeId: uuid }),
  output: z.object({ calledOff: z.boolean() }),
  refusals: ['NOT_FOUND'],
});
/** Open cases behind `after` that lie in a retired grid, in order of their ids. */
export const reshapePage = request({
  subject: 'dispatch.reshape.page',
  input: z.object({ reshapeId: uuid, after: uuid.nullable(), limit: z.int().min(1).max(200) }),
  output: z.object({ caseIds: z.array(uuid) }),
  refusals: ['NOT_FOUND'],
});
/** `ended`: it was closed meanwhile, or lies elsewhere already; `failed`: it is tried again. */
export const FOLLOWED = ['followed', 'ended', 'failed'] as const;
export const followCase = request({
  subject: 'dispatch.case.followGround',
  input: z.object({ reshapeId: uuid, caseId: uuid }),
  output: z.object({ outcome: z.enum(FOLLOWED) }),
  refusals: ['NOT_FOUND'],
});
export const endReshape = request({
  subject: 'dispatch.reshape.end',
  input: z.object({ reshapeId: uuid }),
  output: z.null(),
  refusals: ['NOT_FOUND'],
});
