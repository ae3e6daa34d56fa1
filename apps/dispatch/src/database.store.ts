import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { databaseAdapter } from '@shaodao/platform/database.store';
import { settings } from './config.js';
import { PrismaClient } from './generated/prisma/client.js';

const { DATABASE_URL: url, DATABASE_POOL: pool } = settings;

/** Dispatch's own schema of the database. */
@Injectable()
export class Database extends PrismaClient implements OnApplicationShutdown {
  constructor() {
    super({ adapter: databaseAdapter({ url, pool, schema: 'dispatch' }) });
  }

  /** Throws while the database is away or our tables are not there yet. */
  async ping(): Promise<void> {
    await this.outbox.findFirst({ select: { id: true } });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}

/** The same for an errand over all rows: one connection, no limit in time. */
export function errandDatabase(): PrismaClient {
  return new PrismaClient({ adapter: databaseAdapter({ url, pool: 1, schema: 'dispatch', unhurried: true }) });
}
