import { CASE_COMMANDS, STAGES } from '@shaodao/domain/case/stage';
import type { CaseEvent, CaseFact, OnDuty } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';
import type { Addressee } from '@shaodao/domain/case/tell';
import { GRADES, TASK_PARTS, WHISTLE_KINDS } from '@shaodao/domain/policy';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import { request } from './contract.js';
import { actor, instant, location, page, uuid, words } from './shapes.js';

/** What dispatch answers and tells: cases and their record. */

export const TITLE_MAX = 120;
export const TEXT_MAX = 4_000;

/** 报事. `id` is the client's; without one dispatch makes it. The place is a grid or a point, exactly one. */
export const caseReport = z
  .strictObject({
    id: uuid.optional(),
    title: words(TITLE_MAX),
    description: words(TEXT_MAX),
    categoryCode: z.string().min(1).max(32),
    grade: z.enum(GRADES).default('routine'),
    gridId: uuid.optional(),
    location: location.optional(),
  })
  .refine((report) => (report.gridId === undefined) !== (report.location === undefined), {
    path: ['gridId'],
    message: 'give either gridId or location',
  });
export type CaseReportInput = z.output<typeof caseReport>;

const task = { departmentId: uuid.optional() };
const reason = words(TEXT_MAX);

/** One shape per command; an unknown command or field is refused. Times are ISO 8601 with offset. */
export const caseAct = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('accept'), categoryCode: z.string().min(1).max(32).optional(), gridId: uuid.optional() }),
  z.strictObject({ command: z.literal('reject'), reason }),
  z.strictObject({
    command: z.literal('whistle'),
    kind: z.enum(WHISTLE_KINDS),
    departments: z
      .array(z.strictObject({ departmentId: uuid, part: z.enum(TASK_PARTS) }))
      .max(20)
      .default([]),
    reason,
  }),
  z.strictObject({ command: z.literal('withdrawWhistle'), reason }),
  z.strictObject({ command: z.literal('sign'), ...task }),
  z.strictObject({
    command: z.literal('contact'),
    ...task,
    whom: words(200),
    measure: words(TEXT_MAX),
    plannedFinishAt: z.iso.datetime({ offset: true }),
  }),
  z.strictObject({ command: z.literal('reportIn'), ...task, location: location.optional() }),
  z.strictObject({ command: z.literal('finish'), ...task, result: words(TEXT_MAX) }),
  z
    .strictObject({ command: z.literal('verify'), passed: z.boolean(), reason: reason.optional() })
    .refine((verify) => verify.passed || verify.reason !== undefined, {
      path: ['reason'],
      message: 'rework needs a reason',
    }),
  z.strictObject({ command: z.literal('close') }),
  z.strictObject({ command: z.literal('escalate'), reason }),
]);
export type CaseActInput = z.output<typeof caseAct>;

const deadline = z.object({
  kind: z.enum(['level', 'sign', 'contact', 'reportIn']),
  departmentId: uuid.nullable(),
  dueAt: instant,
});

/** A case as one person sees it now. `version` is the number of its events. */
export const caseSnapshot = z.object({
  id: uuid,
  number: z.string(),
  version: z.int(),
  title: z.string(),
  description: z.string(),
  categoryCode: z.string(),
  categoryName: z.string(),
  grade: z.enum(GRADES),
  stage: z.enum(STAGES),
  level: z.enum(TIER_LEVELS),
  gridId: uuid,
  gridCode: z.string(),
  location: location.nullable(),
  reporterId: uuid,
  reportedAt: instant,
  closedAt: instant.nullable(),
  whistleKind: z.enum(WHISTLE_KINDS).nullable(),
  attachedDepartmentIds: z.array(uuid),
  tasks: z.array(
    z.object({
      departmentId: uuid,
      part: z.enum(TASK_PARTS),
      state: z.enum(['dispatched', 'signed', 'contacted', 'reportedIn', 'finished']),
      dispatchedAt: instant,
      missed: z.array(z.enum(['sign', 'contact', 'reportIn'])),
    }),
  ),
  deadlines: z.array(deadline),
  reworks: z.int(),
  supervisions: z.int(),
  allowedCommands: z.array(z.enum(CASE_COMMANDS)),
  allowedWhistleKinds: z.array(z.enum(WHISTLE_KINDS)),
});
export type CaseSnapshot = z.output<typeof caseSnapshot>;

/** A line of a list. `dueAt` is the earliest deadline that concerns the asker. */
export const caseRow = caseSnapshot
  .pick({
    id: true,
    number: true,
    title: true,
    categoryCode: true,
    categoryName: true,
    grade: true,
    stage: true,
    level: true,
    gridId: true,
    gridCode: true,
    reportedAt: true,
    version: true,
    supervisions: true,
  })
  .extend({
    dueAt: instant.nullable(),
    dueKind: deadline.shape.kind.nullable(),
    /** Something was missed and is not made good: the deadline shown is then the next reminder's. */
    late: z.boolean(),
  });
export type CaseRow = z.output<typeof caseRow>;

/** `(account, key)` is kept with its answer for 7 days; another body under the same key is KEY_REUSED. */
const idempotency = { actor, key: z.string().min(1).max(255).nullable() };

export const reportCase = request({
  subject: 'dispatch.case.report',
  input: z.object({ ...idempotency, report: caseReport }),
  output: caseSnapshot,
  refusals: ['INVALID', 'FORBIDDEN', 'NOT_FOUND', 'KEY_REUSED'],
});
export const commandCase = request({
  subject: 'dispatch.case.command',
  input: z.object({ ...idempotency, caseId: uuid, act: caseAct }),
  output: caseSnapshot,
  refusals: ['INVALID', 'FORBIDDEN', 'NOT_FOUND', 'WRONG_STAGE', 'KEY_REUSED'],
});
export const getCase = request({
  subject: 'dispatch.case.get',
  input: z.object({ actor, caseId: uuid }),
  output: caseSnapshot,
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});

/** Filters of a list; `mine` is what waits for the asker's own seat. Sorted by time left, ended cases last. */
export const caseFilter = z.strictObject({
  stage: z.enum(STAGES).optional(),
  level: z.enum(TIER_LEVELS).optional(),
  gridId: uuid.optional(),
  departmentId: uuid.optional(),
  mine: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  q: words(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listCases = request({
  subject: 'dispatch.case.list',
  input: z.object({
    actor,
    filter: caseFilter.extend({ mine: z.boolean().optional(), overdue: z.boolean().optional() }),
  }),
  output: page(caseRow),
  refusals: ['INVALID'],
});

/** One line of history with the words that belong to it. `hash` covers the line and the hash before it. */
export const caseEventLine = z.object({
  seq: z.int(),
  at: instant,
  recordedAt: instant,
  type: z.string(),
  actorId: uuid.nullable(),
  actorSeat: z.string().nullable(),
  stage: z.enum(STAGES),
  level: z.enum(TIER_LEVELS),
  fact: z.looseObject({ type: z.string() }),
  arms: z.array(deadline),
  onDuty: z.array(z.custom<OnDuty>()),
  text: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
});
/** Lines after `afterSeq`, at most 200 so that an answer fits the bus; `more` while there are further ones. */
export const listCaseEvents = request({
  subject: 'dispatch.case.events',
  input: z.object({ actor, caseId: uuid, afterSeq: z.int().min(0) }),
  output: z.object({ items: z.array(caseEventLine), more: z.boolean() }),
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});

/** Every deadline the case ever had: open, met, missed, or withdrawn before it mattered. */
export const listCaseDeadlines = request({
  subject: 'dispatch.case.deadlines',
  input: z.object({ actor, caseId: uuid }),
  output: z.object({
    items: z.array(
      deadline.extend({
        setAt: instant,
        state: z.enum(['open', 'met', 'missed', 'replaced']),
        endedAt: instant.nullable(),
      }),
    ),
  }),
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});

/** From the case's workflow only: its next events and the state after them. Repeats change nothing. */
export const recordCase = request({
  subject: 'dispatch.case.record',
  input: z.object({
    caseId: uuid,
    events: z.array(z.custom<CaseEvent>((event) => typeof event === 'object' && event !== null)).min(1),
    tell: z.array(z.array(z.custom<Addressee>())),
    state: z.custom<CaseState>((state) => typeof state === 'object' && state !== null),
  }),
  output: z.null(),
  refusals: [],
});

/** A fact of a case as it is told to every consumer, on `facts.case.<type>` of stream FACTS. Ids only. */
export const caseFact = z.object({
  /** `caseId:seq`, the natural key of whatever a consumer makes of it. */
  factId: z.string(),
  caseId: uuid,
  seq: z.int(),
  number: z.string(),
  at: instant,
  recordedAt: instant,
  actorId: uuid.nullable(),
  stage: z.enum(STAGES),
  level: z.enum(TIER_LEVELS),
  grade: z.enum(GRADES),
  gridId: uuid,
  gridCode: z.string(),
  reporterId: uuid,
  departmentIds: z.array(uuid),
  fact: z.custom<CaseFact>((fact) => typeof fact === 'object' && fact !== null),
  tell: z.array(z.custom<Addressee>()),
  onDuty: z.array(z.custom<OnDuty>()),
});
export type CaseFactMessage = z.output<typeof caseFact>;
export const FACTS_STREAM = 'FACTS';
export const CASE_FACTS = 'facts.case';
