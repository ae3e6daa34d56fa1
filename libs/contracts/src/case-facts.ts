import type { CaseFact, OnDuty } from '@shaodao/domain/case/event';
import { STAGES } from '@shaodao/domain/case/stage';
import type { Addressee } from '@shaodao/domain/case/tell';
import { GRADES } from '@shaodao/domain/policy';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import type { FactContract } from './contract.js';
import { instant, uuid } from './shapes.js';

/** What dispatch tells of a case once it is kept. */

/** A fact of a case as it is told to every consumer, on `facts.case.<type>` of stream FACTS. Ids only. */
const caseFact = z.object({
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
export const caseFacts: FactContract<CaseFactMessage> = {
  subject: 'facts.case',
  shape: caseFact,
  type: ({ fact }) => fact.type,
  order: ({ caseId }) => caseId,
};
