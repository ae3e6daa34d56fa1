import { DAY_MS } from '@shaodao/domain/calendar';
import type { DutyBook } from '@shaodao/domain/duty/book';
import { claimedGaps } from '@shaodao/domain/duty/claim';
import { GAP_NOTICE_MS } from '@shaodao/domain/duty/gaps';
import { idOf } from '../register/id.js';

/** A gap that begins within the notice or runs already. */
export interface WatchedGap {
  fromAt: number;
  untilAt: number;
  /** The same however often one looks; another when its beginning, its end or who is absent is another. */
  id: string;
}

export interface Watch {
  due: WatchedGap[];
  askAgainAt: number;
}

/**
 * What a watch has to tell at an instant, and when to look again: when the next gap comes within the notice, within a day.
 * A gap is looked at from a week before to a week after it may be told: longer ones are `long`, or `running`, so that their
 * id does not change with every look. One that still runs after that week is another, and told once more.
 */
export function watchedGaps(duty: DutyBook, at: number): Watch {
  const span = { fromAt: at - GAP_NOTICE_MS, untilAt: at + 2 * GAP_NOTICE_MS };
  const gaps = claimedGaps({ ...duty, ...span }).filter(({ untilAt }) => untilAt > at);
  const due = gaps.filter(({ fromAt }) => fromAt <= at + GAP_NOTICE_MS);
  const next = gaps.find(({ fromAt }) => fromAt > at + GAP_NOTICE_MS);
  const askAgainAt = Math.min(at + DAY_MS, (next?.fromAt ?? Number.POSITIVE_INFINITY) - GAP_NOTICE_MS);
  const ids = due.map(({ fromAt, untilAt, why, absentIds }) => {
    const begins = fromAt === span.fromAt ? 'running' : fromAt;
    const ends = begins === 'running' || untilAt - fromAt >= GAP_NOTICE_MS ? 'long' : untilAt;
    return { fromAt, untilAt, id: idOf(`gap:${duty.roster.key}:${begins}:${ends}:${why}:${absentIds.join(',')}`) };
  });
  return { due: ids, askAgainAt };
}
