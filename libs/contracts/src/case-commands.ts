import { GRADES } from '@shaodao/domain/policy';
import { z } from 'zod';
import { caseAct, TEXT_MAX } from './case-act.js';
import { caseSnapshot } from './case-snapshot.js';
import { request } from './contract.js';
import { actor, location, uuid, words } from './shapes.js';

/** What changes a case: a report and every command after it, as dispatch takes them. */

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
