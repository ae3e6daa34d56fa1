import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { KEY_MOST } from '@shaodao/contracts/register/requests';
import type { Bus } from '@shaodao/platform/bus';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { fastify, LogController } from 'fastify';
import { quiet } from '@shaodao/platform/service';
import { formFault } from './attachments/takes-file.js';
import { readRawBodies } from './channel-receipts/takes-raw.js';
import { serveConsole } from './console-files.js';
import { GatewayModule, type GatewaySettings } from './gateway.module.js';
import { PinoLog } from './log.js';
import { documentOf } from './openapi/document.js';
import { sendProblem } from './problem/problem.filter.js';
import { RouteTable } from './problem/route-table.js';
import { refuseOnSocket } from './problem/socket-problem.js';
import { measureRequests } from './request-times.js';
import { securityHeaders } from './security-headers.js';

const BODY_MOST = 1_048_576;
/** Ten megabytes from a phone far from the mast (0.7 Mbit/s), short enough that nobody can hold sockets for nothing. */
const ARRIVAL_LIMIT_MS = 120_000;
const HEADERS_LIMIT_MS = 30_000;

/** The HTTP application, ready to listen. It closes the bus when it is closed. */
export async function makeGateway(bus: Bus, settings: GatewaySettings): Promise<NestFastifyApplication> {
  const routes = new RouteTable();
  const server = fastify({
    bodyLimit: BODY_MOST,
    // A longer part of an address would be told to be an unknown one.
    routerOptions: { maxParamLength: KEY_MOST },
    requestTimeout: ARRIVAL_LIMIT_MS,
    http: { headersTimeout: HEADERS_LIMIT_MS },
    forceCloseConnections: 'idle',
    trustProxy: settings.TRUST_PROXY.length > 0 ? settings.TRUST_PROXY : false,
    logger: { name: 'gateway', level: settings.LOG_LEVEL, serializers: quiet },
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    clientErrorHandler: refuseOnSocket,
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply, routes),
  });
  server.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  server.decorateRequest('access', null);
  // What people are told about a case must not stay behind in a browser or a proxy.
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    done();
  });
  // A form or plain text could be sent by any page without asking: JSON only, but for the one route that takes a file.
  server.removeContentTypeParser('text/plain');
  readRawBodies(server);
  server.addHook('onRequest', (request, _, done) => done(formFault(request) ?? undefined));
  await server.register(multipart);
  await server.register(helmet, securityHeaders);
  measureRequests(server);
  const app = await NestFactory.create<NestFastifyApplication>(
    GatewayModule.of(bus, routes, settings),
    new FastifyAdapter(server),
    { logger: new PinoLog(server.log), bodyParser: false, abortOnError: false },
  );
  await serveConsole(server, settings.CONSOLE_DIR);
  SwaggerModule.setup('api/docs', app, () => documentOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Shaodao API',
    swaggerOptions: { persistAuthorization: false, validatorUrl: null },
  });
  await app.init();
  await server.ready();
  return app;
}
