import { SEATS } from '@shaodao/domain/case/actor';
import { DEADLINE_KINDS } from '@shaodao/domain/case/deadline';
import { CASE_COMMANDS, STAGES } from '@shaodao/domain/case/stage';
import type { CaseEvent, CaseFact, OnDuty } from '@shaodao/domain/case/event';
import { TASK_STATES, type CaseState } from '@shaodao/domain/case/state';
import type { Addressee } from '@shaodao/domain/case/tell';
import { GRADES, RATINGS, TASK_PARTS, TASK_STEPS, WHISTLE_KINDS } from '@shaodao/domain/policy';
import { TIER_LEVELS, type TierLevel } from '@shaodao/domain/tier';
import { z } from 'zod';
import { caseAct, called, TEXT_MAX } from './case-act.js';
import { request } from './contract.js';
import { limit } from './rules.js';
import { actor, instant, location, page, uuid, words } from './shapes.js';

/** What dispatch answers and tells: cases and their record. */

export const TITLE_MAX = 120;

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

const deadline = z.object({
  kind: z.enum(DEADLINE_KINDS),
  departmentId: uuid.nullable(),
  /** What a `phase`, `urge` or `decision` is about. */
  ref: z.string().nullable(),
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
      state: z.enum(TASK_STATES),
      dispatchedAt: instant,
      signedAt: instant.nullable(),
      /** Who answers for it: the signer, until it is handed over. */
      ownerId: uuid.nullable(),
      missed: z.array(z.enum(TASK_STEPS)),
      /** Assigned by 终审: cannot be returned. */
      forced: z.boolean(),
      /** 退单 asked for, with the department it should go to. */
      returnAsked: z.object({ proposedDepartmentId: uuid.nullable() }).nullable(),
      /** 延期 asked for. */
      extensionAsked: z.object({ limit }).nullable(),
      extensions: z.int(),
      reworks: z.int(),
      rating: z.enum(RATINGS).nullable(),
      /** What the process proposes, once the case is done. */
      proposedRating: z.enum(RATINGS).nullable(),
    }),
  ),
  /** `clock`: which time it uses up, that of shifts or all of it; an extension is asked for in the same. */
  deadlines: z.array(deadline.extend({ clock: z.enum(['work', 'elapsed']) })),
  reworks: z.int(),
  supervisions: z.int(),
  /** `policy@version/calendar@version` it lives under. */
  rulesRef: z.string(),
  levelSince: instant,
  whistleAsked: z
    .object({ kind: z.enum(WHISTLE_KINDS), departments: z.array(called), afterwards: z.boolean() })
    .nullable(),
  /** Granted 退单 so far; further ones go to 终审. */
  returns: z.int(),
  adjudicationDepartmentId: uuid.nullable(),
  suspensionAsked: z.object({ reviewAt: instant }).nullable(),
  suspended: z.object({ at: instant, reviewAt: instant }).nullable(),
  /** Deadlines of the category on the way to its closing one. */
  phases: z.array(z.object({ name: z.string(), done: z.boolean(), missed: z.boolean() })),
  /** Pictures of the finished work that the category asks for before the close, and those there are. */
  evidence: z.object({ needed: z.int(), shown: z.int() }),
  callbacks: z.array(
    z.object({ at: instant, solved: z.boolean().nullable(), word: z.enum(RATINGS).nullable() }),
  ),
  parentId: uuid.nullable(),
  children: z.array(z.object({ caseId: uuid, open: z.boolean() })),
  mergedIntoId: uuid.nullable(),
  duplicateIds: z.array(uuid),
  allowedCommands: z.array(z.enum(CASE_COMMANDS)),
  allowedWhistleKinds: z.array(z.enum(WHISTLE_KINDS)),
  /** Of the allowed kinds those for which the asker needs somebody's word: whose, and whether it sounds before that. */
  whistleApprovals: z.array(
    z.object({ kind: z.enum(WHISTLE_KINDS), seats: z.array(z.enum(SEATS)), afterwards: z.boolean() }),
  ),
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
    /** 挂账: nothing runs; the deadline shown is the review's. */
    suspended: z.boolean(),
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

/**
 * Filters of a list; `mine` is what waits for the asker's own seat. `awaits` is what the task of a department, the asker's
 * own or the named one, waits for: its signature, its coming (联系 included), its work; suspended cases wait for nobody.
 * Sorted by time left, ended cases last.
 */
export const caseFilter = z.strictObject({
  stage: z.enum(STAGES).optional(),
  level: z.enum(TIER_LEVELS).optional(),
  gridId: uuid.optional(),
  departmentId: uuid.optional(),
  mine: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  suspended: z.stringbool().optional(),
  awaits: z.enum(['sign', 'reportIn', 'finish']).optional(),
  q: words(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listCases = request({
  subject: 'dispatch.case.list',
  input: z.object({
    actor,
    filter: caseFilter.extend({
      mine: z.boolean().optional(),
      overdue: z.boolean().optional(),
      suspended: z.boolean().optional(),
    }),
  }),
  output: page(caseRow),
  refusals: ['INVALID'],
});

/** What looks like a case reported again; nearest first. `metres` is null where one of the two has no point, only a grid. */
export const duplicateRow = caseRow.extend({ metres: z.int().nullable() });
/** Open cases that may be the same problem, for the asker to merge: at most 20, of those the asker's lists show. */
export const listDuplicates = request({
  subject: 'dispatch.case.duplicates',
  input: z.object({ actor, caseId: uuid }),
  output: z.object({ items: z.array(duplicateRow) }),
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});

/** One line of history with the words that belong to it. `hash` covers the line and the hash before it. */
export const caseEventLine = z.object({
  seq: z.int(),
  at: instant,
  recordedAt: instant,
  type: z.string(),
  actorId: uuid.nullable(),
  actorSeat: z.string().nullable(),
  /** Before and after it; from nothing for the first line. */
  fromStage: z.enum(STAGES).nullable(),
  stage: z.enum(STAGES),
  fromLevel: z.enum(TIER_LEVELS).nullable(),
  level: z.enum(TIER_LEVELS),
  /** `policy@version/calendar@version` under which it happened; a `replanned` line names the new ones in its fact. */
  rulesRef: z.string(),
  fact: z.looseObject({ type: z.string() }),
  arms: z.array(deadline),
  onDuty: z.array(z.custom<OnDuty>()),
  text: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
  /** Of the line before; null for the first. */
  previousHash: z.string().nullable(),
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

const used = z.object({
  /** Of all time, and of the shifts alone. */
  ms: z.int(),
  workMs: z.int(),
});
/**
 * The two clocks: the case's, which never resets, and who used how much of it. At every instant the levels' time and the
 * suspended time add up to the case's, exactly.
 */
export const readCaseClock = request({
  subject: 'dispatch.case.clock',
  input: z.object({ actor, caseId: uuid }),
  output: z.object({
    at: instant,
    case: used,
    suspended: used,
    levels: z.object(Object.fromEntries(TIER_LEVELS.map((level) => [level, used])) as Record<TierLevel, typeof used>),
    departments: z.array(used.extend({ departmentId: uuid })),
  }),
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});

const recordStep = z.object({
  caseId: uuid,
  events: z.array(z.custom<CaseEvent>((event) => typeof event === 'object' && event !== null)).min(1),
  tell: z.array(z.array(z.custom<Addressee>())),
  state: z.custom<CaseState>((state) => typeof state === 'object' && state !== null),
});
/** From a case's workflow only, as workers of earlier releases say it: its next events and the state after them. */
export const recordCase = request({
  subject: 'dispatch.case.record',
  input: recordStep,
  output: z.null(),
  refusals: [],
});
/**
 * The next events of several cases, from their workflows only. Repeats change nothing. Each case is all or nothing for
 * itself: `failed` names those that were not written and must be told again.
 */
export const recordCases = request({
  subject: 'dispatch.case.recordMany',
  input: z.object({ steps: z.array(recordStep).min(1).max(100) }),
  output: z.object({ failed: z.array(uuid) }),
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
