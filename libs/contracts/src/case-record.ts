import type { CaseEvent } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';
import type { Addressee } from '@shaodao/domain/case/tell';
import { z } from 'zod';
import { request } from './contract.js';
import { uuid } from './shapes.js';

/** What dispatch keeps of a case: from workflows only, which alone decide. */

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
