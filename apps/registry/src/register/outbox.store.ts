import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

/** Facts on their way to the stream. */
@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /** The oldest facts, in the order they were written. */
  async oldest(most: number): Promise<{ id: string; fact: unknown }[]> {
    const rows = await this.database.outbox.findMany({ orderBy: { id: 'asc' }, take: most });
    return rows.map(({ id, fact }) => ({ id: String(id), fact }));
  }

  /** Forgets facts that the stream has. */
  async forget(ids: string[]): Promise<void> {
    await this.database.outbox.deleteMany({ where: { id: { in: ids.map(BigInt) } } });
  }
}
