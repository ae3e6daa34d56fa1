import type { CaseCategory, CasePlace, CasePolicy } from '@shaodao/domain/policy';
import { GRADES, TASK_STEPS, WHISTLE_KINDS } from '@shaodao/domain/policy';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import type { Limit } from '@shaodao/domain/limit';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import { uuid } from './shapes.js';

/** Shapes of the rules a case is stamped with; the types are the domain's. */

/** Nothing repeats faster: a clock that fires in a loop would never let its case answer. */
const SHORTEST_MS = 100;

export const limit: z.ZodType<Limit> = z.discriminatedUnion('unit', [
  z.object({ unit: z.enum(['workHour', 'urgentHour']), ms: z.int().min(SHORTEST_MS) }),
  z.object({ unit: z.enum(['workDay', 'urgentDay']), days: z.number().min(0.1) }),
]);

const tierLimits = z.object(Object.fromEntries(TIER_LEVELS.map((tier) => [tier, limit])));
const gradeLimits = z.object(Object.fromEntries(GRADES.map((grade) => [grade, limit])));
const whistleRule = z.object({
  level: z.enum(TIER_LEVELS).nullable(),
  ...Object.fromEntries(TASK_STEPS.map((step) => [step, limit])),
});
/** The first rung is the miss itself, so it may say 0; a repeat may not, see {@link SHORTEST_MS}. */
const after = z.union([limit, z.object({ unit: z.literal('urgentHour'), ms: z.literal(0) })]);
const departmentLadder = z.object({
  steps: z
    .array(z.object({ after, tell: z.enum(['duty', 'deputy', 'head', 'levelAbove', 'supervision']) }))
    .min(1),
  repeatLast: limit.nullable(),
});

/** Refuses a policy with a missing tier, grade, kind or step. */
export const casePolicy = z.object({
  id: z.string(),
  version: z.int().min(1),
  enabledKinds: z.array(z.enum(WHISTLE_KINDS)).min(1),
  whistles: z.object(Object.fromEntries(WHISTLE_KINDS.map((kind) => [kind, whistleRule]))),
  ladders: z.object(Object.fromEntries(GRADES.map((grade) => [grade, tierLimits]))),
  supervisionEvery: gradeLimits,
  verification: limit,
  closure: limit,
  reworkShare: z.number().gt(0).max(1),
  departmentLadders: z.object(Object.fromEntries(TASK_STEPS.map((step) => [step, departmentLadder]))),
}) as unknown as z.ZodType<CasePolicy>;

export const workingCalendar: z.ZodType<WorkingCalendar> = z.object({
  id: z.string(),
  version: z.int().min(1),
  offsetMs: z.int(),
  weekdays: z.array(z.int().min(1).max(7)),
  shifts: z.array(z.object({ startMs: z.int().min(0), endMs: z.int().max(86_400_000) })).min(1),
  holidays: z.array(z.iso.date()),
  makeUpDays: z.array(z.iso.date()),
});

export const caseCategory = z.object({
  code: z.string(),
  name: z.string(),
  closing: gradeLimits,
}) as unknown as z.ZodType<CaseCategory>;

export const casePlace: z.ZodType<CasePlace> = z.object({
  gridId: uuid,
  gridCode: z.string().regex(/^\d{15}$/),
  attachedDepartmentIds: z.array(uuid),
});
