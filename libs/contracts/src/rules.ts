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
