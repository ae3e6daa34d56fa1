import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../ports.js';
import { serverOver } from '../postgres.js';

const DATABASES = ['shaodao', 'temporal', 'temporal_visibility'];

/** What stands in a cluster that was tried. */
export interface Standing {
  cases: number;
}

/**
 * Runs PostgreSQL alone over a database folder while `work` lasts, once it has recovered, however long that takes.
 * `work` gets the URL of a database by its name. Refuses a folder over which it does not start.
 */
export async function withCluster<T>(
  folder: string,
  password: string,
  { work, signal }: { work: (urlOf: (database: string) => string) => Promise<T>; signal?: AbortSignal },
): Promise<T> {
  const port = await freePort();
  const { command, args, env, uid, gid } = serverOver(folder, { port, sockets: '' });
  const server = spawn(command, args, { env, uid, gid, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const urlOf = (database: string): string => `postgresql://shaodao:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  try {
    while (!(await opens(urlOf('postgres')))) {
      signal?.throwIfAborted();
      if (server.exitCode !== null || server.signalCode !== null) throw new StartError(`PostgreSQL does not start over ${folder}:\n${said}`);
      await pause(100);
    }
    return await work(urlOf);
  } finally {
    server.kill('SIGINT');
    await ended;
  }
}

/** Sees that a copied cluster stands, with all its databases. */
export async function tryCluster(folder: string, password: string, signal: AbortSignal): Promise<Standing> {
  const work = async (urlOf: (database: string) => string): Promise<Standing> => {
    for (const database of DATABASES) if (!(await opens(urlOf(database)))) throw new StartError(`the backup holds no database ${database}`);
    const client = new pg.Client({ connectionString: urlOf('shaodao') });
    await client.connect();
    const { rows } = await client.query<Standing>('SELECT count(*)::int AS cases FROM dispatch.case_row');
    await client.end();
    return rows[0] ?? { cases: 0 };
  };
  return withCluster(folder, password, { work, signal });
}

/** While it recovers it refuses; a wrong password will not mend by waiting. */
async function opens(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw new StartError('the password in the backup does not open its database', { cause: error });
    return false;
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
