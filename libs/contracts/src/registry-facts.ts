import { z } from 'zod';
import type { FactContract } from './contract.js';
import { instant, uuid } from './shapes.js';

/** What registry tells once it is kept. Ids and codes only; `tell` names the people it is told to. */

const tell = z.array(uuid).max(200);
const swapStep = { swapCode: z.string(), tell };
const termStep = { postId: uuid, untilAt: instant, tell };

const fact = z.discriminatedUnion('type', [
  /** A post with a term is new, changed or ended: who has its timer asks anew. */
  z.object({ type: z.literal('appointment.set'), postId: uuid }),
  /** A roster, or what changes it for a while, is other than before. */
  z.object({ type: z.literal('roster.published'), rosterKey: z.string() }),
  /** Grids are split, merged or moved from `effectiveAt` on. */
  z.object({ type: z.literal('grids.reshaped'), reshapeId: uuid, effectiveAt: instant }),
  /** The term of a post ends soon: who keeps it may appoint anew. */
  z.object({ type: z.literal('appointment.renewalOpened'), ...termStep }),
  z.object({ type: z.literal('appointment.expired'), ...termStep }),
  /** Nobody will be on duty in a roster from `fromAt` on, and it is the first of `gaps` such times not told before. */
  z.object({ type: z.literal('roster.gapAhead'), rosterKey: z.string(), fromAt: instant, gaps: z.int().min(1), tell }),
  z.object({ type: z.literal('swap.asked'), ...swapStep }),
  z.object({ type: z.literal('swap.accepted'), ...swapStep }),
  z.object({ type: z.literal('swap.declined'), ...swapStep }),
  z.object({ type: z.literal('swap.withdrawn'), ...swapStep }),
]);

export const registryFact = z.object({
  /** `changeId:nth`, the natural key of whatever a consumer makes of it. */
  factId: z.string(),
  changeId: uuid,
  at: instant,
  fact,
});
export type RegistryFactMessage = z.output<typeof registryFact>;
export type RegistryFact = RegistryFactMessage['fact'];

export const registryFacts: FactContract<RegistryFactMessage> = {
  subject: 'facts.registry',
  shape: registryFact,
  type: (told) => told.fact.type,
  order: (told) => told.changeId,
};
