import { GRADES, TASK_PARTS } from '@shaodao/domain/policy';
import { ROUTE_BASES, ROUTE_FAULTS, WHISTLE_SOURCES } from '@shaodao/domain/routing/rule';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import { request } from './contract.js';
import { areaCode, instant, location, uuid } from './shapes.js';

/** What registry answers about where a case would be sent (派遣), and why. */

const code = z.string().min(1).max(32);

/** `areaCode` is the ground of the case; without `at` it is now. */
export const routeQuestion = z.object({
  categoryCode: code,
  areaCode,
  level: z.enum(TIER_LEVELS),
  source: z.enum(WHISTLE_SOURCES).nullable(),
  at: instant,
});

/** Whom a case goes to: by a rule, by what departments say of themselves (`ruleCode` null), or to the grid's attached ones. */
export const routed = z.object({
  by: z.enum(['rule', 'register', 'attached']),
  ruleCode: z.string().nullable(),
  basis: z.enum(ROUTE_BASES).nullable(),
  departments: z.array(z.object({ departmentId: uuid, part: z.enum(TASK_PARTS) })),
  grade: z.enum(GRADES).nullable(),
});
export type Routed = z.output<typeof routed>;

const named = z.object({ id: uuid, code: z.string(), name: z.string(), part: z.enum(TASK_PARTS) });

/** `limits` says what the failed condition asks for, by the names people know. */
const considered = z.object({
  ruleCode: z.string().nullable(),
  name: z.string(),
  basis: z.enum(ROUTE_BASES),
  order: z.int().nullable(),
  matched: z.boolean(),
  chosen: z.boolean(),
  failedOn: z.enum(ROUTE_FAULTS).nullable(),
  reason: z.string(),
  reasonZh: z.string(),
  limits: z.array(z.string()),
  departments: z.array(named),
});

/**
 * A dry run: nothing is sent. The place is a grid, a point or an area, exactly one. `at` null: now; `level` is the one that
 * has the case. `departments` is empty where nobody is found: then whoever is on duty at `fallback` has it (兜底).
 */
export const explainRouting = request({
  subject: 'registry.routing.explain',
  input: z.object({
    categoryCode: code,
    gridId: uuid.optional(),
    location: location.optional(),
    areaCode: areaCode.optional(),
    at: instant.nullable(),
    source: z.enum(WHISTLE_SOURCES).nullable(),
    level: z.enum(TIER_LEVELS),
  }),
  output: z.object({
    at: instant,
    category: z.object({ code: z.string(), name: z.string(), kind: z.enum(['component', 'incident']) }),
    area: z.object({ code: z.string(), name: z.string() }),
    by: z.enum(['rule', 'register', 'attached']).nullable(),
    ruleCode: z.string().nullable(),
    basis: z.enum(ROUTE_BASES).nullable(),
    grade: z.enum(GRADES).nullable(),
    departments: z.array(named),
    fallback: z.object({ seat: z.string(), zh: z.string() }).nullable(),
    considered: z.array(considered),
  }),
  refusals: ['INVALID', 'NOT_FOUND'],
});

export const onePlace = (asked: { gridId?: unknown; location?: unknown; areaCode?: unknown }): boolean =>
  [asked.gridId, asked.location, asked.areaCode].filter((place) => place !== undefined).length === 1;
