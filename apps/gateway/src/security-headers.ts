import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * For a console that is also served over plain http inside an office: nothing here asks for https, that is for
 * whoever ends TLS. MapLibre makes its worker from a blob, antd writes its styles into the page.
 */
export const securityHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      childSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
  },
  strictTransportSecurity: false,
  // Browsers ignore both over http and complain about it on every page.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
};
