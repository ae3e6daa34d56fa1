import { RESPONSE_LEVELS } from '@shaodao/domain/activation/level';
import { SEATS } from '@shaodao/domain/case/actor';
import { DEADLINE_KINDS } from '@shaodao/domain/case/deadline';
import { CASE_COMMANDS, STAGES } from '@shaodao/domain/case/stage';
import { TASK_STATES } from '@shaodao/domain/case/state';
import { GRADES, RATINGS, TASK_PARTS, TASK_STEPS, WHISTLE_KINDS } from '@shaodao/domain/policy';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import { called } from './case-act.js';
import { limit } from './rules.js';
import { instant, location, uuid } from './shapes.js';

/** What dispatch shows of a case: the whole of it, and one line of a list. */

/** What a case waits for, and until when. */
export const deadline = z.object({
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
  /** 急时: its ground is in an emergency. `resting`: it is put aside with all routine work. */
  emergency: z.object({ activationId: uuid, level: z.enum(RESPONSE_LEVELS), sinceAt: instant, resting: z.boolean() }).nullable(),
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
    /** 急时: the level of the response over its ground; null at peace. */
    emergencyLevel: z.enum(RESPONSE_LEVELS).nullable(),
  });
export type CaseRow = z.output<typeof caseRow>;
