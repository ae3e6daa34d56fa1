import { setTimeout as pause } from 'node:timers/promises';
import type { PassProgress } from '@shaodao/contracts/case-passes';
import { beginMode, endMode, MODE_PAGE, modeLeft, switchCases } from '@shaodao/contracts/modes';
import type { Bus } from '@shaodao/platform/bus';
import { Context } from '@temporalio/activity';
import { pagesOn } from '../passes/activities.js';

/** What a change of mode asks of dispatch. Each may run twice. */
export interface ModeActivities {
  beginMode(epoch: number): Promise<null>;
  /** A part of a pass; `after` is null when the pass is through. */
  switchCases(epoch: number, from: PassProgress): Promise<PassProgress>;
  /** Until the record shows every case told, or nothing has come to it for a while. */
  modeSettled(epoch: number): Promise<void>;
  endMode(epoch: number): Promise<null>;
}

const LOOK_MS = 500;
/** So many looks without a change: what is left has not got the word, or will not. */
const STILL = 20;
/** Cases that were told and whose record does not show it yet. People's commands wait behind them in the engine's queue. */
const MOST_UNDER_WAY = 300;

export function modeActivities(bus: Bus): ModeActivities {
  const left = async (epoch: number): Promise<number> => (await bus.request(modeLeft, { epoch })).left;
  return {
    beginMode: (epoch) => bus.request(beginMode, { epoch }),
    endMode: (epoch) => bus.request(endMode, { epoch }),
    switchCases: async (epoch, from) => {
      let underWay = 0;
      let leftThen = await left(epoch);
      return pagesOn(from, async (after, beat) => {
        if (underWay >= MOST_UNDER_WAY) {
          const to = leftThen - underWay + MOST_UNDER_WAY / 2;
          const leftNow = await fallen(() => left(epoch), { to, beat });
          // Those that do not come are not waited for again.
          underWay = leftNow > to ? 0 : Math.max(0, underWay - (leftThen - leftNow));
          leftThen = leftNow;
        }
        const { last, told } = await bus.request(switchCases, { epoch, after, limit: MODE_PAGE });
        underWay += told;
        return { after: last, touched: told };
      });
    },
    modeSettled: async (epoch) => {
      const context = Context.current();
      await fallen(() => left(epoch), { to: 0, beat: () => context.heartbeat() });
    },
  };
}

/** Asks until it has fallen so far, or does not fall any more; answers what it is then. */
async function fallen(ask: () => Promise<number>, { to, beat }: { to: number; beat: () => void }): Promise<number> {
  const signal = Context.current().cancellationSignal;
  let least = await ask();
  for (let still = 0; least > to && still < STILL; ) {
    beat();
    await pause(LOOK_MS, undefined, { signal });
    const now = await ask();
    still = now < least ? 0 : still + 1;
    least = Math.min(least, now);
  }
  return least;
}
