import type { FastifyInstance } from 'fastify';

/** The mark of a route that gets its body as it came, XML or JSON: what a vendor signed must not be read and written anew. */
export const TAKES_RAW = { takesRaw: true };

/** The mark of a route that reads XML as the bytes it came as: a signature is over them. */
export const TAKES_XML = { takesXml: true };

/** What XML is sent as, CAP among it (CAP 1.2, 4). */
export const XML_TYPES = ['application/cap+xml', 'application/xml', 'text/xml'];

declare module 'fastify' {
  interface FastifyContextConfig {
    takesRaw?: boolean;
    takesXml?: boolean;
  }
}

/** Reads JSON everywhere, as ever; on routes with the first mark both JSON and XML stay text, with the second XML stays bytes. */
export function readRawBodies(server: FastifyInstance): void {
  const json = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (request.routeOptions.config.takesRaw === true) done(null, body);
    else void json(request, body.toString(), done);
  });
  server.addContentTypeParser(XML_TYPES, { parseAs: 'buffer' }, (request, body, done) => {
    const { takesRaw, takesXml } = request.routeOptions.config;
    if (takesXml === true) done(null, body);
    else if (takesRaw === true) done(null, body.toString());
    else done(Object.assign(new Error('no XML is read here'), { statusCode: 415 }));
  });
}
