import type { FastifyInstance } from 'fastify';

/** The mark of a route that gets its body as it came, XML or JSON: what a vendor signed must not be read and written anew. */
export const TAKES_RAW = { takesRaw: true };

declare module 'fastify' {
  interface FastifyContextConfig {
    takesRaw?: boolean;
  }
}

/** Reads JSON everywhere, as ever; on routes with the mark both JSON and XML stay text. */
export function readRawBodies(server: FastifyInstance): void {
  const json = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (request.routeOptions.config.takesRaw === true) done(null, body);
    else void json(request, body.toString(), done);
  });
  server.addContentTypeParser(['text/xml', 'application/xml'], { parseAs: 'string' }, (request, body, done) => {
    if (request.routeOptions.config.takesRaw === true) done(null, body);
    else done(Object.assign(new Error('no XML is read here'), { statusCode: 415 }));
  });
}
