import { beginReplan, endReplan, replanCase, replanPage } from '@shaodao/contracts/replan';
import type { ReplanProgress } from '@shaodao/contracts/replan-workflow';
import type { Bus } from '@shaodao/platform/bus';
import { Context } from '@temporalio/activity';

const PAGE = 200;
/** Pages of one activity: its result is where the workflow goes on after a restart of everything. */
const PAGES = 10;
/** Cases at once. People's commands go through the same engine and must not wait behind them. */
const AT_ONCE = 8;

/** What a re-plan asks of dispatch. Each may run twice. */
export interface ReplanActivities {
  beginReplan(replanId: string): Promise<null>;
  /** Goes on from there by at most {@link PAGES} pages; `after` is null when the pass is through. */
  replanCases(replanId: string, from: ReplanProgress): Promise<ReplanProgress>;
  endReplan(replanId: string): Promise<null>;
}

export function replanActivities(bus: Bus): ReplanActivities {
  return {
    beginReplan: (replanId) => bus.request(beginReplan, { replanId }),
    endReplan: (replanId) => bus.request(endReplan, { replanId }),
    replanCases: async (replanId, from) => {
      const { info, cancellationSignal, heartbeat } = contextOf();
      let at = (info.heartbeatDetails as ReplanProgress | undefined) ?? from;
      for (let page = 0; page < PAGES; page++) {
        const { caseIds } = await bus.request(replanPage, { replanId, after: at.after, limit: PAGE });
        const last = caseIds.at(-1);
        if (last === undefined) return { ...at, after: null };
        await together(caseIds, async (caseId) => {
          cancellationSignal.throwIfAborted();
          const { outcome } = await bus.request(replanCase, { replanId, caseId });
          if (outcome === 'moved' || outcome === 'failed') at.touched++;
          heartbeat(at);
        });
        at = { ...at, after: last };
        heartbeat(at);
      }
      return at;
    },
  };
}

function contextOf() {
  const context = Context.current();
  return { info: context.info, cancellationSignal: context.cancellationSignal, heartbeat: context.heartbeat.bind(context) };
}

/** Does so many at once; the first failure ends it when those under way are through. */
async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const failures: unknown[] = [];
  const hand = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined && failures.length === 0; item = left.shift()) {
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  if (failures.length > 0) throw failures[0];
}
