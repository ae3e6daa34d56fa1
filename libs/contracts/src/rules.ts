import { SEATS } from '@shaodao/domain/case/actor';
import type { CaseCategory, CasePlace, CasePolicy } from '@shaodao/domain/policy';
import { GRADES, NESTED_GRID_KINDS, WHISTLE_KINDS, WHISTLE_STEPS } from '@shaodao/domain/policy';
import { completeCategory, completePolicy, type StoredCategory, type StoredPolicy } from '@shaodao/domain/stored-rules';
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

const seats = z.array(z.enum(SEATS)).min(1);
const tierLimits = z.object(Object.fromEntries(TIER_LEVELS.map((tier) => [tier, limit.nullable()])));
/** `emergency` came later than the other two: without it the urgent limit holds. */
const gradeLimits = <T extends z.ZodType>(value: T) =>
  z.object(Object.fromEntries(GRADES.map((grade) => [grade, grade === 'emergency' ? value.optional() : value])));
const approval = z.object({ seats, limit, afterwards: z.boolean() });
const whistleRule = z.object({
  level: z.enum(TIER_LEVELS).nullable(),
  ...Object.fromEntries(WHISTLE_STEPS.map((step) => [step, limit])),
  blowers: seats.optional(),
  approval: approval.nullable().optional(),
  coordinator: z.enum(SEATS).nullable().optional(),
});
/** The first rung is the miss itself, so it may say 0; a repeat may not, see {@link SHORTEST_MS}. */
const after = z.union([limit, z.object({ unit: z.literal('urgentHour'), ms: z.literal(0) })]);
const tell = z.enum(['duty', 'deputy', 'head', 'levelAbove', 'supervision', 'criticism']);
const departmentLadder = z.object({ steps: z.array(z.object({ after, tell })).min(1), repeatLast: limit.nullable() });
const decided = { most: z.int().min(0).max(10), decide: limit };
const authority = z.object({
  extension: z.array(seats).min(1),
  suspension: seats,
  returns: seats,
  adjudication: seats,
  supervision: seats,
  deescalation: seats,
  rating: seats,
  callback: seats,
});

/**
 * Refuses a policy with a missing tier, grade, kind or step, and a ladder that no district stands at the top of. What an
 * earlier release did not know may be missing; it is completed.
 */
export const casePolicy: z.ZodType<CasePolicy> = z
  .object({
    id: z.string().min(1).max(64),
    version: z.int().min(1),
    enabledKinds: z.array(z.enum(WHISTLE_KINDS)).min(1),
    whistles: z.object(Object.fromEntries(WHISTLE_KINDS.map((kind) => [kind, whistleRule]))),
    ladders: gradeLimits(tierLimits),
    nested: z.partialRecord(z.enum(NESTED_GRID_KINDS), limit).optional(),
    supervisionEvery: gradeLimits(limit),
    verification: limit,
    closure: limit,
    reworkShare: z.number().gt(0).max(1),
    departmentLadders: z.object({
      ...Object.fromEntries(WHISTLE_STEPS.map((step) => [step, departmentLadder])),
      finish: departmentLadder.nullable().optional(),
    }),
    authority: authority.optional(),
    returns: z.object(decided).optional(),
    extension: z.object(decided).optional(),
    suspension: z.object({ decide: limit, reviewEvery: limit }).optional(),
    urgeAtShare: z.number().gt(0).lt(1).nullable().optional(),
    supervision: z
      .object({
        limit: gradeLimits(limit),
        triggers: z.object({ reworks: z.int().min(1), departmentsWithoutLead: z.int().min(2) }).nullable(),
      })
      .optional(),
    afterClose: z.object({ callback: limit, attempts: z.int().min(1).max(10), reopen: limit }).nullable().optional(),
    continueAfterEvents: z.int().min(50).max(4_000).nullable().optional(),
  })
  .superRefine((policy, context) => {
    for (const grade of GRADES) {
      const tiers = policy.ladders[grade] as Record<string, unknown> | undefined;
      if (tiers === undefined || (tiers['district'] !== null && tiers['grid'] !== null)) continue;
      const path = ['ladders', grade, tiers['district'] === null ? 'district' : 'grid'];
      context.addIssue({ code: 'custom', path, message: 'a ladder begins at the grid and ends at the district' });
    }
  })
  .transform((policy) => completePolicy(policy as unknown as StoredPolicy));

const calendarShape = z.object({
  id: z.string(),
  version: z.int().min(1),
  offsetMs: z.int(),
  weekdays: z.array(z.int().min(1).max(7)),
  shifts: z.array(z.object({ startMs: z.int().min(0), endMs: z.int().max(86_400_000) })).min(1),
  holidays: z.array(z.iso.date()),
  makeUpDays: z.array(z.iso.date()),
  dayCount: z.enum(['shiftTime', 'dayEnd']).optional(),
  coveredUntil: z.iso.date().optional(),
  provisionalYears: z.array(z.int()).optional(),
});

/** A calendar that is kept or stamped already. Only its shape is asked: what once was let in must stay readable. */
export const storedCalendar: z.ZodType<WorkingCalendar> = calendarShape;

/**
 * A calendar that somebody gives us. Refuses what could be meant in two ways or never works: no or a repeated weekday,
 * a shift that is empty or overlaps the one before, a date on both lists, days and years beyond the coverage.
 */
export const workingCalendar: z.ZodType<WorkingCalendar> = calendarShape.superRefine((calendar, context) => {
  for (const { path, message } of calendarFlaws(calendar)) context.addIssue({ code: 'custom', path, message });
});

function calendarFlaws(calendar: WorkingCalendar): { path: (string | number)[]; message: string }[] {
  const { weekdays, shifts, holidays, makeUpDays, coveredUntil, provisionalYears = [] } = calendar;
  const flaws: { path: (string | number)[]; message: string }[] = [];
  if (weekdays.length === 0) flaws.push({ path: ['weekdays'], message: 'no weekday works' });
  weekdays.forEach((weekday, index) => {
    if (weekdays.indexOf(weekday) < index) flaws.push({ path: ['weekdays', index], message: `weekday ${weekday} stands twice` });
  });
  shifts.forEach((shift, index) => {
    const before = shifts[index - 1];
    if (shift.endMs <= shift.startMs) {
      flaws.push({ path: ['shifts', index, 'endMs'], message: 'does not end after its start; a night shift is two: until 24:00, from 00:00' });
    }
    if (before !== undefined && shift.startMs < before.endMs) {
      flaws.push({ path: ['shifts', index, 'startMs'], message: 'begins before the shift in front of it has ended' });
    }
  });
  const off = new Set(holidays);
  makeUpDays.forEach((date, index) => {
    if (off.has(date)) flaws.push({ path: ['makeUpDays', index], message: `${date} is a holiday too` });
  });
  if (coveredUntil === undefined) return flaws;
  for (const list of ['holidays', 'makeUpDays'] as const) {
    const index = calendar[list].findIndex((date) => date > coveredUntil);
    if (index >= 0) flaws.push({ path: [list, index], message: `lies behind coveredUntil ${coveredUntil}` });
  }
  provisionalYears.forEach((year, index) => {
    if (`${year}-01-01` > coveredUntil) flaws.push({ path: ['provisionalYears', index], message: `lies behind coveredUntil ${coveredUntil}` });
  });
  return flaws;
}

export const caseCategory: z.ZodType<CaseCategory> = z
  .object({
    code: z.string(),
    name: z.string(),
    closing: gradeLimits(limit),
    phases: z.array(z.object({ name: z.string().min(1).max(40), limit })).max(20).optional(),
    closureConditions: z.object({ evidence: z.int().min(0).max(20) }).optional(),
  })
  .transform((category) => completeCategory(category as unknown as StoredCategory));

export const casePlace: z.ZodType<CasePlace> = z.object({
  gridId: uuid,
  gridCode: z.string().regex(/^\d{15}$/),
  attachedDepartmentIds: z.array(uuid),
  nesting: z.array(z.object({ gridId: uuid, kind: z.enum(NESTED_GRID_KINDS) })).optional(),
});
