import { CodedError } from '@shaodao/contracts/errors';
import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../speech/language.js';
import { problemOf } from './problem.js';
import { RouteTable } from './route-table.js';
import { refusalOf } from './translation.js';

const log = new Logger('Http');

/** The one place where a refusal, a fault or a bug becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly routes: RouteTable) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.routes);
  }
}

export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply, routes: RouteTable): void {
  const { error, status } = refusalOf(thrown, request.method);
  if (error.code === 'INTERNAL') report(error, request);
  if (reply.sent) return;
  // An address without its query: that may hold words of people.
  const [path = '/'] = request.url.split('?');
  const methods = thrown instanceof NotFoundException ? routes.methodsOf(path) : [];
  const language = languageOf(request.headers['accept-language']);
  const answer =
    methods.length > 0
      ? problemOf(new CodedError('INVALID', { field: 'method', reason: `only ${methods.join(', ')}` }), { path, language, status: 405 })
      : problemOf(error, { path, language, status });
  if (methods.length > 0) reply.header('allow', methods.join(', '));
  void reply.status(answer.status).headers(answer.headers).send(answer.body);
}

/** Without the address and the body: both may hold words of people. */
function report(error: CodedError, request: FastifyRequest): void {
  const { cause } = error;
  const err = cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : undefined;
  log.error({ msg: 'a request failed', method: request.method, route: request.routeOptions.url, err });
}
