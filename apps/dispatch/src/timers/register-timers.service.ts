import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import { Injectable } from '@nestjs/common';
import { Engine } from '../engine/engine.service.js';

/** The engine is asked so many at once: an import names hundreds of rosters, and people's commands go the same way. */
const AT_ONCE = 4;

/** Starts the timers of the register, and tells those that run to ask anew. */
@Injectable()
export class RegisterTimers {
  constructor(private readonly engine: Engine) {}

  /** A repeat makes a timer ask once more and changes nothing. Throws while the engine is away. */
  async hear(facts: readonly RegistryFactMessage[]): Promise<void> {
    const posts = new Set(facts.flatMap(({ fact }) => (fact.type === 'appointment.set' ? [fact.postId] : [])));
    const rosters = new Set(facts.flatMap(({ fact }) => (fact.type === 'roster.published' ? [fact.rosterKey] : [])));
    const wakings = [
      ...[...posts].map((postId) => () => this.engine.wakeTerm(postId)),
      ...[...rosters].map((rosterKey) => () => this.engine.wakeRosterWatch(rosterKey)),
    ];
    const hand = async (): Promise<void> => {
      for (let waking = wakings.shift(); waking !== undefined; waking = wakings.shift()) await waking();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
  }
}
