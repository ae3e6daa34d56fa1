import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const log = new Logger('Console');

const MISSING = 'The console is not built: CONSOLE_DIR holds no index.html. Run `npm run build` or set CONSOLE_DIR.\n';

/**
 * The console at `/`: its files, and index.html for every other address outside `/api`, since the page finds its
 * own way. Files of `assets/` carry a hash in their name and never change; everything else is asked for each time.
 */
export async function serveConsole(fastify: FastifyInstance, dir: string): Promise<void> {
  const root = resolve(dir);
  const isBuilt = (): boolean => existsSync(`${root}/index.html`);
  if (!isBuilt()) log.warn(`${dir} holds no index.html: the console is not built or CONSOLE_DIR is wrong; only the API answers`);
  await fastify.register(fastifyStatic, {
    root,
    serve: false,
    // A folder that is not there yet was told above.
    suppressWarning: true,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const lasting = path.startsWith(`${root}/assets/`);
      void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.get('/*', (request, reply) => {
    const [path = '/'] = request.url.split('?');
    if (path === '/api' || path.startsWith('/api/')) return reply.callNotFound();
    if (!isBuilt()) return reply.status(503).type('text/plain; charset=utf-8').send(MISSING);
    // A name with an ending is a file; a missing one must not come back as a page.
    return reply.sendFile(/\.[^/]+$/.test(path) ? decodeURIComponent(path) : 'index.html');
  });
}
