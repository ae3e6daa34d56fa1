import { DAY_MS } from '@shaodao/domain/calendar';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import { idOf } from '../register/id.js';
import { appendFacts } from '../register/append.store.js';
import type { WatchedGap } from './watched-gaps.js';

/** Long after every gap that is told is over, or has become another. */
const KEPT_MS = 90 * DAY_MS;

interface Telling {
  rosterKey: string;
  gaps: readonly WatchedGap[];
  tell: string[];
  at: number;
}

/** Which gaps were told: each once, whatever becomes of the watch that looked. */
@Injectable()
export class ToldGapsStore {
  constructor(private readonly database: Database) {}

  /** Tells those not told before, all in one fact; answers how many. */
  async tell({ rosterKey, gaps, tell, at }: Telling): Promise<number> {
    return this.database.$transaction(async (transaction) => {
      await transaction.toldGap.deleteMany({ where: { rosterKey, toldAt: { lt: new Date(at - KEPT_MS) } } });
      const fresh = await transaction.toldGap.createManyAndReturn({
        data: gaps.map(({ id }) => ({ id, rosterKey, toldAt: new Date(at) })),
        skipDuplicates: true,
        select: { id: true },
      });
      const ids = new Set(fresh.map(({ id }) => id));
      const first = gaps.find(({ id }) => ids.has(id));
      if (first === undefined) return 0;
      const change = { id: idOf(`gaps:${[...ids].sort().join(':')}`), at };
      await appendFacts(transaction, change, [{ type: 'roster.gapAhead', rosterKey, fromAt: first.fromAt, gaps: ids.size, tell }]);
      return ids.size;
    });
  }
}
