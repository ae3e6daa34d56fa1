import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { ChildPlan } from './child.js';
import { inherited, type Settings } from './config.js';
import { runErrand } from './errand.js';
import { answers, StartError } from './ports.js';

export const NAMESPACE = 'shaodao';
const RETENTION_DAYS = 30;
/** The embedded shard count; it can never change for a database. */
const SHARDS = 4;
const SCHEMAS = [
  ['temporal', 'postgresql/v12/temporal'],
  ['temporal_visibility', 'postgresql/v12/visibility'],
] as const;

/**
 * Eager execution spares an activity a round trip; eight writers a shard keep timers from waiting behind workflow
 * tasks (measured: nine of ten timers of a herd within 2 s instead of seven). The engine holds a timer back until the clocks of
 * its nodes agree, a second by default: one node has one clock. The rest are one node's load limits.
 */
const DYNAMIC_CONFIG = `
system.enableActivityEagerExecution: [{value: true}]
history.shardIOConcurrency: [{value: 8}]
history.timerProcessorMaxTimeShift: [{value: 50ms}]
frontend.namespaceRPS: [{value: 10000}]
frontend.persistenceMaxQPS: [{value: 20000}]
history.persistenceMaxQPS: [{value: 50000}]
matching.rps: [{value: 10000}]
system.forceSearchAttributesCacheRefreshOnRead: [{value: true}]
`;

export function embeddedTemporal(settings: Settings, databaseUrl: string): { address: string; plan: ChildPlan } {
  if (settings.TEMPORAL_SERVER === undefined) throw new StartError('TEMPORAL_SERVER is not set: start by `npm start`');
  const folder = join(settings.SHAODAO_DATA, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const dynamicConfig = join(folder, 'dynamic-config.yaml');
  writeFileSync(dynamicConfig, DYNAMIC_CONFIG);
  const { host, port, user, password } = parts(databaseUrl);
  const inner = settings.TEMPORAL_INNER_PORT;
  const address = `127.0.0.1:${settings.TEMPORAL_PORT}`;
  return {
    address,
    plan: {
      name: 'temporal',
      command: settings.TEMPORAL_SERVER,
      args: ['--allow-no-auth', 'start'],
      env: {
        ...inherited,
        DB: 'postgres12_pgx',
        POSTGRES_SEEDS: host,
        DB_PORT: port,
        POSTGRES_USER: user,
        POSTGRES_PWD: password,
        DBNAME: 'temporal',
        VISIBILITY_DBNAME: 'temporal_visibility',
        NUM_HISTORY_SHARDS: String(SHARDS),
        BIND_ON_IP: '127.0.0.1',
        DYNAMIC_CONFIG_FILE_PATH: dynamicConfig,
        LOG_LEVEL: 'warn',
        // As many may rest as there are: a connection that is closed after a burst costs a process and a password check to
        // open again, and a herd would pay that hundreds of times.
        SQL_MAX_CONNS: '20',
        SQL_MAX_IDLE_CONNS: '20',
        SQL_VIS_MAX_CONNS: '4',
        SQL_VIS_MAX_IDLE_CONNS: '4',
        FRONTEND_GRPC_PORT: String(settings.TEMPORAL_PORT),
        FRONTEND_HTTP_PORT: String(inner),
        FRONTEND_MEMBERSHIP_PORT: String(inner + 1),
        HISTORY_GRPC_PORT: String(inner + 2),
        HISTORY_MEMBERSHIP_PORT: String(inner + 3),
        MATCHING_GRPC_PORT: String(inner + 4),
        MATCHING_MEMBERSHIP_PORT: String(inner + 5),
        WORKER_GRPC_PORT: String(inner + 6),
        WORKER_MEMBERSHIP_PORT: String(inner + 7),
        // Memory for processor time: collected at four times the live heap instead of twice, as long as all fits. With the limit
        // at 320 MiB a herd of 1,000 kept the collector busy for a fifth of the engine's time.
        GOGC: '300',
        GOMEMLIMIT: '640MiB',
      },
      stopSignal: 'SIGTERM',
      ready: () => answers(settings.TEMPORAL_PORT),
    },
  };
}

/** Both databases with their schemas; done once per version of the server and per database server. */
export async function prepareTemporal(settings: Settings, databaseUrl: string): Promise<void> {
  const tool = settings.TEMPORAL_SQL_TOOL;
  if (tool === undefined) throw new StartError('TEMPORAL_SQL_TOOL is not set: start by `npm start`');
  const { host, port, user, password } = parts(databaseUrl);
  const env = { ...inherited, SQL_PLUGIN: 'postgres12_pgx', SQL_HOST: host, SQL_PORT: port, SQL_USER: user, SQL_PASSWORD: password };
  const run = (...args: string[]): Promise<string> => runErrand({ command: tool, args, env });
  const version = await run('--version');
  const place = createHash('sha256').update(`${version} ${host} ${port}`).digest('hex').slice(0, 16);
  const done = join(settings.SHAODAO_DATA, 'temporal', `schema-${place}`);
  if (existsSync(done)) return;
  for (const [database, schema] of SCHEMAS) {
    await run('--database', database, 'create-database');
    // Setting up a schema that stands already fails and changes nothing; the update after it is what counts.
    await run('--database', database, 'setup-schema', '-v', '0.0').catch(() => undefined);
    await run('--database', database, 'update-schema', '--schema-name', schema);
  }
  writeFileSync(done, '');
}

/** Our namespace, registered when it is not there; resolves once the engine answers for it. */
export async function ensureNamespace(address: string): Promise<void> {
  const connection = await untilConnected(address);
  try {
    for (const endsAt = Date.now() + 60_000; ; await pause(100)) {
      try {
        await connection.workflowService.describeNamespace({ namespace: NAMESPACE });
        return;
      } catch (error) {
        if (Date.now() > endsAt) throw error;
        await connection.workflowService
          .registerNamespace({
            namespace: NAMESPACE,
            workflowExecutionRetentionPeriod: msToTs(`${RETENTION_DAYS} days`),
          })
          .catch(() => undefined);
      }
    }
  } finally {
    await connection.close();
  }
}

async function untilConnected(address: string): Promise<Connection> {
  for (const endsAt = Date.now() + 60_000; ; await pause(100)) {
    try {
      return await Connection.connect({ address, connectTimeout: 2_000 });
    } catch (error) {
      if (Date.now() > endsAt) throw new Error(`Temporal does not answer at ${address}`, { cause: error });
    }
  }
}

function parts(databaseUrl: string): Record<'host' | 'port' | 'user' | 'password', string> {
  const url = new URL(databaseUrl);
  return {
    host: url.hostname,
    port: url.port || '5432',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}
