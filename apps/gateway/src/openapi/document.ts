import { feedActivation } from '@shaodao/contracts/http-activations';
import { feedCase, feedNotice, httpProblem, SESSION_COOKIE } from '@shaodao/contracts/gateway';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { completeOperation, type Operation } from './operation.js';
import { schemaOf } from './schema.js';

const METHODS = ['get', 'post', 'put', 'delete'] as const;

const DESCRIPTION = `哨到: the whistle is answered.

Times are ISO 8601 with offset, ids are UUIDs. Sign in with \`POST /api/sessions\`, then send the token as
\`Authorization: Bearer\` or let the browser send the cookie; a write with the cookie must come from our own pages.
Every refusal is \`application/problem+json\` (RFC 9457): \`code\` is for programs, \`title\` for people, in Chinese or
English by \`Accept-Language\`. 429 and 503 say in \`Retry-After\` when to come back.`;

/** The OpenAPI 3.1 document, from what the routes say about themselves. */
export function documentOf(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Shaodao 哨到')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie' }, 'cookie')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: schemaOf,
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}.${method}`,
  });
  const components = (document.components ??= {});
  const schemas = (components.schemas ??= {});
  for (const shape of [httpProblem, feedCase, feedNotice, feedActivation]) Object.assign(schemas, schemaOf(shape)?.components);
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation !== undefined) completeOperation(operation as Operation);
    }
  }
  return document;
}
