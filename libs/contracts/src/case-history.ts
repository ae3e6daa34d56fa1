import type { OnDuty } from '@shaodao/domain/case/event';
import { STAGES } from '@shaodao/domain/case/stage';
import { TIER_LEVELS, type TierLevel } from '@shaodao/domain/tier';
import { z } from 'zod';
import { deadline } from './case-snapshot.js';
import { request } from './contract.js';
import { actor, instant, uuid } from './shapes.js';

/** What dispatch answers about the way a case took: its lines, its deadlines and its two clocks. */

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
