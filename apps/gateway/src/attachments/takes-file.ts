import type { FastifyRequest } from 'fastify';

/** The mark of a route that reads a form with a file; any other refuses one as it refuses everything but JSON. */
export const TAKES_FILE = { takesFile: true };

declare module 'fastify' {
  interface FastifyContextConfig {
    takesFile?: boolean;
  }
}

/** A form could be sent by any page without asking: 415 where none is read, null where one may come. */
export function formFault(request: FastifyRequest): Error | null {
  if (!/^multipart\//i.test(request.headers['content-type'] ?? '') || request.routeOptions.config.takesFile === true) return null;
  return Object.assign(new Error('no form is read here'), { statusCode: 415 });
}
