import { createServer, type Server, type ServerResponse } from 'node:http';
import { metrics } from './metrics.js';

/** Named conditions for taking work; each resolves or throws. The database belongs here, never to liveness. */
export type ReadyChecks = Record<string, () => Promise<unknown>>;

export interface HealthOptions {
  host: string;
  port: number;
  checks: ReadyChecks;
  /** Text of metrics that live elsewhere in the process, appended; left out when it fails. */
  moreMetrics?: () => Promise<string>;
}

const CHECK_LIMIT_MS = 2_000;

/**
 * The small port of a process: `/healthz` (the event loop turns), `/readyz` (every check passes within 2 s,
 * else 503 naming those that do not) and `/metrics` (Prometheus text).
 */
export async function startHealth(options: HealthOptions): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', response, options);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  // The port alone must not keep a stopping process alive.
  server.unref();
  return server;
}

async function answer(path: string, response: ServerResponse, { checks, moreMetrics }: HealthOptions): Promise<void> {
  switch (path) {
    case '/healthz':
      return end(response, 200, { status: 'alive' });
    case '/readyz': {
      const failed = (await Promise.all(Object.entries(checks).map(probe))).filter((name) => name !== null);
      return end(response, failed.length === 0 ? 200 : 503, { ready: failed.length === 0, failed });
    }
    case '/metrics':
      response.writeHead(200, { 'content-type': metrics.contentType });
      response.end((await metrics.metrics()) + ((await moreMetrics?.().catch(() => '')) ?? ''));
      return;
    default:
      return end(response, 404, { status: 'unknown' });
  }
}

async function probe([name, check]: [string, () => Promise<unknown>]): Promise<string | null> {
  const limit = AbortSignal.timeout(CHECK_LIMIT_MS);
  const late = new Promise<never>((_, reject) => limit.addEventListener('abort', () => reject(new Error('late'))));
  return Promise.race([check(), late]).then(
    () => null,
    () => name,
  );
}

function end(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
