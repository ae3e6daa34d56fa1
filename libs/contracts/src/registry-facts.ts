import { z } from 'zod';
import type { FactContract } from './contract.js';
import { instant, uuid } from './shapes.js';

/** What registry tells once it is kept. Ids and codes only. */

const fact = z.discriminatedUnion('type', [
  /** A post with a term is new, changed or ended: who has its timer asks anew. */
  z.object({ type: z.literal('appointment.set'), postId: uuid }),
  /** A roster, or what changes it for a while, is other than before. */
  z.object({ type: z.literal('roster.published'), rosterKey: z.string() }),
  /** Grids are split, merged or moved from `effectiveAt` on. */
  z.object({ type: z.literal('grids.reshaped'), reshapeId: uuid, effectiveAt: instant }),
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
