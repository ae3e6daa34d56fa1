import { z } from 'zod';
import { request } from './contract.js';
import { uuid } from './shapes.js';

/** What assessment answers: counts per department and month of China-calendar dispatch. */

export const departmentMonth = z.object({
  departmentId: uuid,
  /** `YYYY-MM`. */
  month: z.string(),
  whistles: z.int(),
  signedInTime: z.int(),
  finishedInTime: z.int(),
});
export const listDepartmentMonths = request({
  subject: 'assessment.department.months',
  input: z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), departmentId: uuid.optional() }),
  output: z.object({ items: z.array(departmentMonth) }),
  refusals: [],
});
