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

export function modeActivities(bus: Bus): ModeActivities {
  return {
    beginMode: (epoch) => bus.request(beginMode, { epoch }),
    endMode: (epoch) => bus.request(endMode, { epoch }),
    switchCases: (epoch, from) =>
      pagesOn(from, async (after) => {
        const { last, told } = await bus.request(switchCases, { epoch, after, limit: MODE_PAGE });
        return { after: last, touched: told };
      }),
    modeSettled: async (epoch) => {
      const { cancellationSignal: signal, heartbeat } = heartOf();
      let before = Infinity;
      for (let still = 0; still < STILL; ) {
        const { left } = await bus.request(modeLeft, { epoch });
        if (left === 0) return;
        still = left < before ? 0 : still + 1;
        before = Math.min(before, left);
        heartbeat();
        await pause(LOOK_MS, undefined, { signal });
      }
    },
  };
}

function heartOf() {
  const context = Context.current();
  return { cancellationSignal: context.cancellationSignal, heartbeat: context.heartbeat.bind(context) };
}
