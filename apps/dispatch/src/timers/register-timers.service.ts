import { pickWatched, WATCHED_MOST } from '@shaodao/contracts/register/timers';
import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import { Engine } from '../engine/engine.service.js';

/** The engine is asked so many at once: an import names hundreds of rosters, and people's commands go the same way. */
const AT_ONCE = 4;

/** Starts the timers of the register, and tells those that run to ask anew. */
@Injectable()
export class RegisterTimers {
  constructor(
    private readonly engine: Engine,
    private readonly bus: Bus,
  ) {}

  /** A repeat makes a timer ask once more and changes nothing. Throws while registry or the engine is away. */
  async hear(facts: readonly RegistryFactMessage[]): Promise<void> {
    const posts = new Set(facts.flatMap(({ fact }) => (fact.type === 'appointment.set' ? [fact.postId] : [])));
    const rosters = new Set(facts.flatMap(({ fact }) => (fact.type === 'roster.published' ? [fact.rosterKey] : [])));
    const wakings = [
      ...[...posts].map((postId) => () => this.engine.wakeTerm(postId)),
      ...(await this.watched([...rosters])).map((rosterKey) => () => this.engine.wakeRosterWatch(rosterKey)),
    ];
    const hand = async (): Promise<void> => {
      for (let waking = wakings.shift(); waking !== undefined; waking = wakings.shift()) await waking();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
  }

  /** A watch that is needed no longer finds that out by itself within a day. */
  private async watched(rosterKeys: string[]): Promise<string[]> {
    const picked: string[] = [];
    for (let from = 0; from < rosterKeys.length; from += WATCHED_MOST) {
      const some = await this.bus.request(pickWatched, { rosterKeys: rosterKeys.slice(from, from + WATCHED_MOST) });
      picked.push(...some.rosterKeys);
    }
    return picked;
  }
}
