import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The mark of a route that reads XML; any other refuses it as it refuses everything but JSON. */
export const TAKES_XML = { takesXml: true };

declare module 'fastify' {
  interface FastifyContextConfig {
    takesXml?: boolean;
  }
}

/** What a CAP message is sent as: its own type (CAP 1.2, 4) or XML. */
export const XML_TYPES = ['application/cap+xml', 'application/xml', 'text/xml'];

/** Bytes as they came: a signature is over them, and whoever checks it reads them. */
export function readXmlBodies(server: FastifyInstance): void {
  server.addContentTypeParser(XML_TYPES, { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  server.addHook('onRequest', (request, _, done) => done(xmlFault(request) ?? undefined));
}

function xmlFault(request: FastifyRequest): Error | null {
  const type = /^[^;\s]*/.exec(request.headers['content-type'] ?? '')?.[0].toLowerCase() ?? '';
  if (!XML_TYPES.includes(type) || request.routeOptions.config.takesXml === true) return null;
  return Object.assign(new Error('no XML is read here'), { statusCode: 415 });
}
