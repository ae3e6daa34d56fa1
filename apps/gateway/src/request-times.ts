import { metrics } from '@shaodao/platform/metrics';
import type { FastifyInstance } from 'fastify';
import { Histogram } from 'prom-client';

/** From a list in memory to the limit of a request. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 6];

const NAME = 'shaodao_http_request_seconds';

/** Measures every request by its route's template, never by its address. Streams last as long as a screen: left out. */
export function measureRequests(fastify: FastifyInstance): void {
  metrics.removeSingleMetric(NAME);
  const seconds = new Histogram({
    name: NAME,
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [metrics],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    if (route !== '/api/feed') {
      seconds.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1_000);
    }
    done();
  });
}
