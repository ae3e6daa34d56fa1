import { DEADLINE_KINDS } from '@shaodao/domain/case/deadline';
import { z } from 'zod';
import { request } from './contract.js';
import { newCalendar, newCategories, newPolicy, ruleReason } from './rules-publishing.js';
import { actor, areaCode, instant, uuid } from './shapes.js';

/** What dispatch answers about other rules for running cases: what they would change, and a re-plan that changes it. */

/** Which open cases are meant: those on the ground of an area, those of some categories; all where neither is given. */
export const replanScope = z.strictObject({
  areaCode: areaCode.optional(),
  categoryCodes: z.array(z.string().min(1).max(32)).min(1).max(500).optional(),
});
export type ReplanScope = z.output<typeof replanScope>;

const NOTHING = { path: ['policy'], message: 'give a policy, a calendar or categories' };

/** Rules to try on open cases; they need not be published. */
export const rulesPreview = z
  .strictObject({
    policy: newPolicy.optional(),
    calendar: newCalendar.optional(),
    categories: newCategories.optional(),
    scope: replanScope.default({}),
  })
  .refine(({ policy, calendar, categories }) => policy ?? calendar ?? categories, NOTHING);

/** A deadline that moves, with its old and its new instant. */
const deadlineMove = z.object({
  kind: z.enum(DEADLINE_KINDS),
  departmentId: uuid.nullable(),
  ref: z.string().nullable(),
  fromDueAt: instant,
  toDueAt: instant,
});

/**
 * What a re-plan at this moment would do. Nothing is changed. Reminders move with what they remind of and are not counted.
 * `examined` is below `open` where time ran out before all were looked at; the other figures then speak of those alone.
 */
export const previewRules = request({
  subject: 'dispatch.rules.preview',
  input: z.object({ actor, preview: rulesPreview }),
  output: z.object({
    open: z.int(),
    examined: z.int(),
    /** Cases with at least one deadline that moves. */
    cases: z.int(),
    deadlines: z.int(),
    /** The farthest any deadline moves towards now, 0 or below, and away from it, 0 or above. */
    earliestShiftMs: z.int(),
    latestShiftMs: z.int(),
    /** The first twenty cases that change, in order of their ids. */
    samples: z.array(z.object({ caseId: uuid, number: z.string(), changes: z.array(deadlineMove) })),
    tookMs: z.int(),
  }),
  refusals: ['INVALID', 'FORBIDDEN'],
});

const versionRef = z.strictObject({ id: z.string().min(1).max(64), version: z.int().min(1) });

/** Running cases move to versions that are in force; what is left out each case keeps. */
export const replanOrder = z
  .strictObject({
    policy: versionRef.optional(),
    calendar: versionRef.optional(),
    categories: z.int().min(1).optional(),
    reason: ruleReason,
    scope: replanScope.default({}),
  })
  .refine(({ policy, calendar, categories }) => policy ?? calendar ?? categories, NOTHING);
export type ReplanOrder = z.output<typeof replanOrder>;

export const REPLAN_STATES = ['waiting', 'running', 'done'] as const;

/** How far a re-plan is. `done` of `total`: cases that live under the new rules now or have ended meanwhile. */
export const replanReport = z.object({
  id: uuid,
  state: z.enum(REPLAN_STATES),
  /** `id@version`; null what each case keeps. */
  policy: z.string().nullable(),
  calendar: z.string().nullable(),
  categories: z.int().nullable(),
  scope: replanScope,
  reason: z.string(),
  askedById: uuid,
  askedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  total: z.int(),
  done: z.int(),
  /** Cases whose rules changed, and deadlines that moved by it. */
  changed: z.int(),
  moved: z.int(),
  failed: z.int(),
  /** At most twenty of them. */
  failedCaseIds: z.array(uuid),
  /** “N of M in T s”. */
  summary: z.string(),
});
export type ReplanReport = z.output<typeof replanReport>;

/** One re-plan per key of a person; INVALID names a version that is not in force. */
export const startReplan = request({
  subject: 'dispatch.replan.start',
  input: z.object({ actor, key: z.string().min(1).max(255).nullable(), order: replanOrder }),
  output: replanReport,
  refusals: ['INVALID', 'FORBIDDEN', 'NOT_FOUND', 'KEY_REUSED'],
});
export const getReplan = request({
  subject: 'dispatch.replan.get',
  input: z.object({ actor, id: uuid }),
  output: replanReport,
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});
/** The latest twenty. */
export const listReplans = request({
  subject: 'dispatch.replan.list',
  input: z.object({ actor }),
  output: z.object({ items: z.array(replanReport) }),
  refusals: ['FORBIDDEN'],
});

/** From the re-plan's workflow only. Each may come twice. */
export const beginReplan = request({
  subject: 'dispatch.replan.begin',
  input: z.object({ replanId: uuid }),
  output: z.null(),
  refusals: ['NOT_FOUND'],
});
/** Open cases behind `after` that this re-plan has not done yet, in order of their ids. */
export const replanPage = request({
  subject: 'dispatch.replan.page',
  input: z.object({ replanId: uuid, after: uuid.nullable(), limit: z.int().min(1).max(200) }),
  output: z.object({ caseIds: z.array(uuid) }),
  refusals: ['NOT_FOUND'],
});
/** `same`: it lived under these rules already; `ended`: there is nothing to move any more; `failed`: it is tried again. */
export const REPLANNED = ['moved', 'same', 'ended', 'failed'] as const;
export const replanCase = request({
  subject: 'dispatch.case.replan',
  input: z.object({ replanId: uuid, caseId: uuid }),
  output: z.object({ outcome: z.enum(REPLANNED), moved: z.int() }),
  refusals: ['NOT_FOUND'],
});
export const endReplan = request({
  subject: 'dispatch.replan.end',
  input: z.object({ replanId: uuid }),
  output: z.null(),
  refusals: ['NOT_FOUND'],
});
