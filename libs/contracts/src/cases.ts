import { STAGES } from '@shaodao/domain/case/stage';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import { caseRow, caseSnapshot } from './case-snapshot.js';
import { request } from './contract.js';
import { actor, page, uuid, words } from './shapes.js';

/** What dispatch answers about cases: one, a list, and those that look like another. */

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
