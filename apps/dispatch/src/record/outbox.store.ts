import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

/** Facts on their way to the stream. */
@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /** The oldest facts, in the order they were written. */
  async oldest(most: number): Promise<{ id: string; fact: unknown }[]> {
    return this.database.$queryRaw<{ id: string; fact: unknown }[]>`
      SELECT id::text, fact FROM outbox ORDER BY outbox.id LIMIT ${most}::int`;
  }

  /** Forgets facts that the stream has. */
  async forget(ids: string[]): Promise<void> {
    await this.database.$executeRaw`DELETE FROM outbox WHERE id = ANY(${ids}::bigint[])`;
  }
}
