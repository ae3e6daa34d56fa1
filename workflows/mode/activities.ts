import { setTimeout as pause } from 'node:timers/promises';
import type { PassProgress } from '@shaodao/contracts/case-passes';
import { beginMode, endMode, MODE_CASES, modeBehind, modePage, switchCases } from '@shaodao/contracts/modes';
import type { Bus } from '@shaodao/platform/bus';
import { Gather } from '@shaodao/platform/gather';
import { Context } from '@temporalio/activity';
import { walkOn } from '../passes/activities.js';

/** What a change of mode asks of dispatch. Each may run twice. */
export interface ModeActivities {
  beginMode(epoch: number): Promise<null>;
  /** A part of a pass; `after` is null when the pass is through. */
  switchCases(epoch: number, from: PassProgress): Promise<PassProgress>;
  /** Until the record shows every case that took the word, or nothing has come to it for a while. */
  modeSettled(epoch: number): Promise<void>;
  endMode(epoch: number): Promise<null>;
}

/** Enough to keep the engine busy; a person's command waits behind them for about half a second. */
const SIZE = { page: 500, atOnce: 32 };
/** A case has 4 s to answer dispatch, all of one question go side by side. */
const LIMIT_MS = 5_000;
const LOOK_MS = 500;
/** So many looks without a change: what is behind then was never told. */
const STILL = 20;

export function modeActivities(bus: Bus): ModeActivities {
  const behind = async (epoch: number): Promise<number> => (await bus.request(modeBehind, { epoch })).behind;
  const told = new Gather<string, null>({
    lanes: SIZE.atOnce / MODE_CASES,
    most: MODE_CASES,
    mostBytes: Infinity,
    crowd: { count: 0, withinMs: 0, waitMs: 0 },
    send: async (caseIds, endsAt) => {
      await bus.request(switchCases, { caseIds }, { timeoutMs: endsAt - Date.now() });
      return caseIds.map(() => null);
    },
  });
  return {
    beginMode: (epoch) => bus.request(beginMode, { epoch }),
    endMode: (epoch) => bus.request(endMode, { epoch }),
    switchCases: (epoch, from) =>
      walkOn(from, {
        size: SIZE,
        page: async (after, limit) => (await bus.request(modePage, { epoch, after, limit })).caseIds,
        each: async (caseId) => {
          await told.ask(caseId, Date.now() + LIMIT_MS);
          return true;
        },
      }),
    modeSettled: async (epoch) => {
      const { cancellationSignal: signal, heartbeat } = Context.current();
      let least = await behind(epoch);
      for (let still = 0; least > 0 && still < STILL; ) {
        heartbeat();
        await pause(LOOK_MS, undefined, { signal });
        const now = await behind(epoch);
        still = now < least ? 0 : still + 1;
        least = Math.min(least, now);
      }
    },
  };
}
