import { watchRoster } from '@shaodao/contracts/register/timers';
import type { Bus } from '@shaodao/platform/bus';

/** What a watch asks of registry. It may run twice. */
export interface RosterWatchActivities {
  /** Has new gaps told; answers when to ask again, null when there is no such roster. */
  watchRoster(rosterKey: string): Promise<{ askAgainAt: number } | null>;
}

export function rosterWatchActivities(bus: Bus): RosterWatchActivities {
  return { watchRoster: (rosterKey) => bus.request(watchRoster, { rosterKey }) };
}
