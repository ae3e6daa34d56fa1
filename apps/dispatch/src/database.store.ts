import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { settings } from './config.js';
import { PrismaClient } from './generated/prisma/client.js';

/** Every wait on the database ends before a caller's own limit of 5 s. */
const LIMIT_MS = 4_000;

/** Dispatch's own schema of the database. */
@Injectable()
export class Database extends PrismaClient implements OnApplicationShutdown {
  constructor() {
    super({
      adapter: new PrismaPg(
        {
          connectionString: settings.DATABASE_URL,
          max: settings.DATABASE_POOL,
          options: '-c search_path=dispatch',
          connectionTimeoutMillis: LIMIT_MS,
          statement_timeout: LIMIT_MS,
          query_timeout: LIMIT_MS,
          keepAlive: true,
        },
        { schema: 'dispatch' },
      ),
    });
  }

  async ping(): Promise<void> {
    await this.$queryRaw`SELECT 1`;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}
