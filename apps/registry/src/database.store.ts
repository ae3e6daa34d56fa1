import { PrismaPg } from '@prisma/adapter-pg';
import { databaseAdapter } from '@shaodao/platform/database.store';
import { PrismaClient } from './generated/prisma/client.js';

const SCHEMA = 'registry';
const CONNECT_LIMIT_MS = 10_000;

/** Registry's own schema of the database. */
export class Database extends PrismaClient {
  /** For answers to people: bounded waits. */
  static forRequests({ DATABASE_URL: url, DATABASE_POOL: pool }: { DATABASE_URL: string; DATABASE_POOL: number }): Database {
    return new Database({ adapter: databaseAdapter({ url, pool, schema: SCHEMA }) });
  }

  /** For the seed: one connection whose statements may take their time and wait for each other. */
  static forLoading({ DATABASE_URL: connectionString }: { DATABASE_URL: string }): Database {
    const options = `-c search_path=${SCHEMA}`;
    const pool = { connectionString, max: 1, options, connectionTimeoutMillis: CONNECT_LIMIT_MS };
    return new Database({ adapter: new PrismaPg(pool, { schema: SCHEMA }) });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}

/** What a store writes with inside a transaction. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];
