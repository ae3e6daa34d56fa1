import { z } from 'zod';
import { request } from './contract.js';
import { changeReason, entryKey } from './register/requests.js';
import { GRID_FORM, groundPolygon } from './register/places.js';
import { casePlace } from './rules.js';
import { actor, instant, location, uuid, words } from './shapes.js';

/** 动态调整: grids are split, merged or moved to another community, all at one instant; see docs/decisions/017. */

const gridCode = z.string().regex(GRID_FORM.pattern, GRID_FORM.words);
const named = { code: gridCode, name: words(100) };

export const reshapeOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('split'),
    gridCode,
    into: z.array(z.strictObject({ ...named, polygon: groundPolygon })).min(2).max(20),
    /** Which of them takes over what has no place of its own. */
    heirCode: gridCode,
  }),
  z.strictObject({ kind: z.literal('merge'), gridCodes: z.array(gridCode).min(2).max(20), into: z.strictObject(named) }),
  z.strictObject({ kind: z.literal('move'), gridCode, toCommunityCode: z.string().regex(/^\d{12}$/, 'must be 12 digits'), newCode: gridCode }),
]);

/**
 * What is ordered. Of a split, `posts` and `accounts` say who goes to which part; a post that is not named is one of every
 * part, an account goes where its person’s posts were sent, else to the heir. Of a merger, `keep` names the posts and rosters
 * that go on where the merged grid can have one only.
 */
export const reshapeDecision = z.strictObject({
  order: reshapeOrder,
  posts: z.array(z.strictObject({ postKey: entryKey, toCode: gridCode })).max(500).default([]),
  accounts: z.array(z.strictObject({ account: z.string().min(1).max(64), toCode: gridCode })).max(500).default([]),
  keep: z.array(entryKey).max(100).default([]),
  reason: changeReason,
});
export type ReshapeDecision = z.output<typeof reshapeDecision>;

/** `planned`: of a dry run, nothing is kept. */
export const RESHAPE_STATES = ['planned', 'scheduled', 'inForce', 'calledOff'] as const;

const grid = z.object({ id: uuid, code: gridCode, name: z.string() });

export const reshapeReport = z.object({
  /** null: a dry run. */
  id: uuid.nullable(),
  kind: z.enum(['split', 'merge', 'move']),
  state: z.enum(RESHAPE_STATES),
  effectiveAt: instant,
  orderedById: uuid,
  orderedAt: instant,
  reason: z.string(),
  /** They end at `effectiveAt`, and their codes are never used again. A grid that only moved has its id in both. */
  retired: z.array(grid),
  created: z.array(grid.extend({ parentCode: z.string(), polygon: groundPolygon })),
  /** By retired code: who has what has no place of its own. */
  namedHeirs: z.record(z.string(), z.string()),
  /** How many entries of each list of the register follow. */
  follow: z.record(z.string(), z.int()),
});
export type ReshapeReport = z.output<typeof reshapeReport>;

/**
 * Reshapes grids from `effectiveAt` on (null: now), all or nothing; with `dryRun` says what would follow. One reshaping per
 * key of a person. INVALID names what is wrong with the order, its ground or the register as it would then stand.
 */
export const reshapeGrids = request({
  subject: 'registry.grid.reshape',
  input: z.object({ actor, key: z.string().min(1).max(255).nullable(), dryRun: z.boolean(), effectiveAt: instant.nullable(), decision: reshapeDecision }),
  output: reshapeReport,
  refusals: ['INVALID', 'FORBIDDEN', 'KEY_REUSED'],
});

export const getReshape = request({
  subject: 'registry.reshape.get',
  input: z.object({ actor, id: uuid }),
  output: reshapeReport,
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});

/** Takes back what is scheduled; INVALID once it has taken effect. */
export const callOffReshape = request({
  subject: 'registry.reshape.callOff',
  input: z.object({ actor, id: uuid, reason: changeReason }),
  output: reshapeReport,
  refusals: ['INVALID', 'FORBIDDEN', 'NOT_FOUND'],
});

/** For whoever takes the cases along: what stands at the instant of asking. */
export const reshapePlan = request({
  subject: 'registry.reshape.plan',
  input: z.object({ id: uuid }),
  output: z.object({ state: z.enum(RESHAPE_STATES), effectiveAt: instant, orderedBy: actor, retiredCodes: z.array(z.string()) }),
  refusals: ['NOT_FOUND'],
});

/** Which grid has now what a retired one had: the one under the point, else the named heir; through later reshapings too. */
export const heirOfGrid = request({
  subject: 'registry.reshape.heir',
  input: z.object({ id: uuid, gridCode, location: location.nullable() }),
  output: casePlace,
  refusals: ['NOT_FOUND'],
});
