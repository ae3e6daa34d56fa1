import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

/** One key for one relay over all replicas. */
const RELAY_LOCK = 511_703;

@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /**
   * Hands the oldest facts to `tell` and forgets them once it resolves; answers how many. When it throws they stay.
   * Answers 0 while another replica relays.
   */
  async take(most: number, tell: (facts: unknown[]) => Promise<void>): Promise<number> {
    return this.database.$transaction(
      async (transaction) => {
        const [lock] = await transaction.$queryRaw<{ got: boolean }[]>`
          SELECT pg_try_advisory_xact_lock(${RELAY_LOCK}::bigint) AS got`;
        if (lock?.got !== true) return 0;
        const rows = await transaction.outbox.findMany({ orderBy: { id: 'asc' }, take: most });
        if (rows.length === 0) return 0;
        await tell(rows.map((row) => row.fact));
        await transaction.outbox.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } });
        return rows.length;
      },
      { timeout: 20_000, maxWait: 4_000 },
    );
  }
}
