import { CodedError } from '@shaodao/contracts/errors';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Budget } from '../call/budget.js';
import { NoSession, TakesQuery } from './access.js';
import { credentialsOf } from './credentials.js';
import { isOwnOrigin } from './origin.js';
import { Rate } from './rate.js';
import { SessionsService } from './sessions.service.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The door of every route: not too often, by whom, from where, and nothing in the query that nobody reads. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly rate: Rate,
    private readonly publicOrigins: ReadonlySet<string>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const route = context.getHandler();
    if (this.reflector.get(NoSession, route) === true) this.rate.address(request.ip);
    else await this.admit(request);
    if (this.reflector.get(TakesQuery, route) !== true) refuseQuery(request.query);
    return true;
  }

  private async admit(request: FastifyRequest): Promise<void> {
    const budget = new Budget();
    const credentials = credentialsOf(request);
    if (credentials === null) {
      this.rate.address(request.ip);
      throw new CodedError('UNAUTHENTICATED');
    }
    const { token, byCookie } = credentials;
    if (byCookie && !READS.has(request.method)) this.refuseForeign(request);
    // Guessed tokens must not reach the registry without end.
    if (this.sessions.recall(token) === null) this.rate.address(request.ip);
    const identity = await this.sessions.check(token, budget);
    this.rate.session(token);
    request.access = { identity, token, budget };
  }

  private refuseForeign(request: FastifyRequest): void {
    const { origin, 'sec-fetch-site': site } = request.headers;
    const source = { protocol: request.protocol, host: request.host, origin, site: site?.toString() };
    if (!isOwnOrigin(source, this.publicOrigins)) {
      throw new CodedError('FORBIDDEN', { field: 'Origin', reason: 'a write with the cookie must come from our own pages' });
    }
  }
}

function refuseQuery(query: unknown): void {
  const [name] = Object.keys(query as object);
  if (name !== undefined) throw new CodedError('INVALID', { field: name, reason: 'unknown query parameter' });
}
