import { RESPONSE_LEVELS } from '@shaodao/domain/activation/level';
import { z } from 'zod';
import { request } from './contract.js';
import { areaCode, instant, uuid } from './shapes.js';

/** What dispatch answers about peace and emergency of areas, and of the open cases in them. */

const areas = z.array(areaCode).min(1).max(1_000);
const epoch = z.int().min(0);

/**
 * From the workflow of an activation only: these areas are in an emergency of this level from `at` on, or go on in one of
 * another level. It may come twice; what came later already is not undone. `epoch`: of the change, or of the newest of the
 * activation where nothing changed (0: none).
 */
export const raiseMode = request({
  subject: 'dispatch.mode.raise',
  input: z.object({ activationId: uuid, areas, level: z.enum(RESPONSE_LEVELS), suspendRoutine: z.boolean(), at: instant }),
  output: z.object({ epoch }),
  refusals: [],
});
/** Stand-down of these areas at `at`, in the same manner: each falls back to the next activation over it, else to peace. */
export const lowerMode = request({
  subject: 'dispatch.mode.lower',
  input: z.object({ activationId: uuid, areas, at: instant }),
  output: z.object({ epoch }),
  refusals: [],
});

/** The newest change of an activation: applied to `done` of `total` open cases. NOT_FOUND before the first. */
export const modeReport = request({
  subject: 'dispatch.mode.report',
  input: z.object({ activationId: uuid }),
  output: z.object({ done: z.int(), total: z.int(), startedAt: instant.nullable(), endedAt: instant.nullable() }),
  refusals: ['NOT_FOUND'],
});

/** From the workflow of a change only; each may come twice. */
export const beginMode = request({
  subject: 'dispatch.mode.begin',
  input: z.object({ epoch }),
  output: z.null(),
  refusals: ['NOT_FOUND'],
});
/** The next open cases behind `after`, in order of their ids, that are not yet in the mode of their ground by their record. */
export const modePage = request({
  subject: 'dispatch.mode.page',
  input: z.object({ epoch, after: uuid.nullable(), limit: z.int().min(1).max(1_000) }),
  output: z.object({ caseIds: z.array(uuid) }),
  refusals: ['NOT_FOUND'],
});
/** So many cases are told by one question: all within one answer's time. */
export const MODE_CASES = 8;
/**
 * Puts to cases what holds on their ground at this moment. One that does not answer in time keeps no other waiting: whether
 * it took it, its record shows.
 */
export const switchCases = request({
  subject: 'dispatch.mode.switch',
  input: z.object({ caseIds: z.array(uuid).min(1).max(MODE_CASES) }),
  output: z.null(),
  refusals: ['UNAVAILABLE'],
});
/** How many open cases of the change's areas are by their record not yet in the mode of their ground, but for those that have not answered. */
export const modeBehind = request({
  subject: 'dispatch.mode.behind',
  input: z.object({ epoch }),
  output: z.object({ behind: z.int() }),
  refusals: ['NOT_FOUND'],
});
export const endMode = request({
  subject: 'dispatch.mode.end',
  input: z.object({ epoch }),
  output: z.null(),
  refusals: ['NOT_FOUND'],
});
