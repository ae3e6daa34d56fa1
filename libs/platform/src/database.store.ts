import { PrismaPg } from '@prisma/adapter-pg';

/**
 * A database that hangs costs a caller at most connection + query = 4 s, below the 5 s of a request.
 * The server gives up a statement before we give up the connection, so nothing is left running there.
 */
const LIMITS = { connectionTimeoutMillis: 1_500, statement_timeout: 2_000, query_timeout: 2_500 };

/**
 * After a query limit inside a transaction the driver hands the connection back with the transaction still open:
 * the next write on it would answer well and be lost. Such a connection is closed instead of lent again.
 */
class SteadyPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    adapter.underlyingDriver().on('release', (_error, client) => {
      if (client.getTransactionStatus() !== 'I') void client.end();
    });
    return adapter;
  }
}

/**
 * The way a service reaches its own schema of the database: bounded waits, nothing half-open. `unhurried`: for an errand
 * over all rows, which nobody waits for; its statements may take their time.
 */
export function databaseAdapter(options: { url: string; pool: number; schema: string; unhurried?: boolean }): PrismaPg {
  const { url, pool, schema, unhurried = false } = options;
  return new SteadyPg(
    { connectionString: url, max: pool, options: `-c search_path=${schema}`, keepAlive: true, ...(unhurried ? {} : LIMITS) },
    { schema },
  );
}
