import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { databaseAdapter } from '@shaodao/platform/database.store';
import { settings } from './config.js';
import { PrismaClient } from './generated/prisma/client.js';

/** Notification's own schema of the database. */
@Injectable()
export class Database extends PrismaClient implements OnApplicationShutdown {
  constructor() {
    const { DATABASE_URL: url, DATABASE_POOL: pool } = settings;
    super({ adapter: databaseAdapter({ url, pool, schema: 'notification' }) });
  }

  /** Throws while the database is away or our tables are not there yet. */
  async ping(): Promise<void> {
    await this.notice.findFirst({ select: { id: true } });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}
