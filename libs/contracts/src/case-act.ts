import { CALLBACK_CHANNELS, REJECT_CAUSES } from '@shaodao/domain/case/command';
import { GRADES, RATINGS, TASK_PARTS, WHISTLE_KINDS } from '@shaodao/domain/policy';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import { limit } from './rules.js';
import { location, uuid, words } from './shapes.js';

/** What a person may ask of a case, as dispatch and HTTP hear it. Times are ISO 8601 with offset. */

export const TEXT_MAX = 4_000;

const code = z.string().min(1).max(32);
const own = { departmentId: uuid.optional() };
const of = { departmentId: uuid };
const reason = words(TEXT_MAX);
const time = z.iso.datetime({ offset: true });
export const called = z.strictObject({ departmentId: uuid, part: z.enum(TASK_PARTS) });

function act<Name extends string, Shape extends z.ZodRawShape>(command: Name, shape: Shape) {
  return z.strictObject({ command: z.literal(command), ...shape });
}

const needsReason = { path: ['reason'], message: 'a refusal needs a reason' };

/** One shape per command; an unknown command or field is refused. */
export const caseAct = z.discriminatedUnion('command', [
  act('accept', {
    categoryCode: code.optional(),
    gridId: uuid.optional(),
    grade: z.enum(GRADES).optional(),
    /** Asked for where the grade is corrected. */
    reason: reason.optional(),
  }),
  act('reject', { reason, cause: z.enum(REJECT_CAUSES).optional() }),
  act('whistle', { kind: z.enum(WHISTLE_KINDS), departments: z.array(called).max(20).default([]), reason }),
  act('decideWhistle', { approved: z.boolean(), reason: reason.optional() }).refine(
    (decision) => decision.approved || decision.reason !== undefined,
    needsReason,
  ),
  act('withdrawWhistle', { reason }),
  act('sign', own),
  act('contact', { ...own, whom: words(200), measure: words(TEXT_MAX), plannedFinishAt: time }),
  act('reportIn', { ...own, location: location.optional() }),
  act('completePhase', { ...own, phase: z.int().min(0).max(20), result: words(TEXT_MAX).optional() }),
  act('finish', { ...own, result: words(TEXT_MAX) }),
  act('handOver', { ...own, toPersonId: uuid, reason }),
  act('requestReturn', { ...own, proposedDepartmentId: uuid.optional(), reason }),
  act('decideReturn', { ...of, granted: z.boolean(), toDepartmentId: uuid.optional(), reason }),
  act('adjudicate', { toDepartmentId: uuid, reason }),
  act('reassign', { ...of, toDepartmentId: uuid, reason }),
  act('addDepartment', { ...of, part: z.enum(TASK_PARTS), reason }),
  act('releaseDepartment', { ...of, reason }),
  act('requestExtension', { ...own, limit, reason }),
  act('decideExtension', { ...of, granted: z.boolean(), reason: reason.optional() }).refine(
    (decision) => decision.granted || decision.reason !== undefined,
    needsReason,
  ),
  act('requestSuspension', { reviewAt: time, reason }),
  act('decideSuspension', { granted: z.boolean(), reason: reason.optional() }).refine(
    (decision) => decision.granted || decision.reason !== undefined,
    needsReason,
  ),
  act('resume', { reason }),
  act('urge', { ...own, reason: reason.optional() }),
  act('supervise', { ...own, limit: limit.optional(), reason }),
  act('escalate', { to: z.enum(TIER_LEVELS).optional(), reason }),
  act('deescalate', { to: z.enum(TIER_LEVELS), reason }),
  act('verify', { passed: z.boolean(), reason: reason.optional() }).refine(
    (verify) => verify.passed || verify.reason !== undefined,
    { path: ['reason'], message: 'rework needs a reason' },
  ),
  act('close', { children: z.enum(['close', 'keep']).optional() }),
  act('reopen', { reason }),
  act('recordCallback', {
    channel: z.enum(CALLBACK_CHANNELS).default('inApp'),
    reached: z.boolean().default(true),
    solved: z.boolean().optional(),
    /** The resident's word: satisfied, so-so, not. */
    word: z.enum(RATINGS).optional(),
    remark: words(TEXT_MAX).optional(),
  }),
  act('rate', { ...of, rating: z.enum(RATINGS), reason: reason.optional() }),
  act('merge', { intoCaseId: uuid, reason }),
  act('linkChild', { childCaseId: uuid }),
  act('cancel', { reason }),
]);
export type CaseActInput = z.output<typeof caseAct>;
