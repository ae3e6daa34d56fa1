import { CodedError } from '@shaodao/contracts/errors';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Budget } from '../call/budget.js';
import { messageTokenOf, NoSession, TakesQuery, TokenOrSession } from './access.js';
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
    const counted = this.reflector.get<'address' | 'receipts' | 'alerts' | undefined>(NoSession.KEY, route);
    if (counted !== undefined) this.rate[counted](request.ip);
    else if (this.reflector.get(TokenOrSession, route) === true) await this.admitAnswer(request);
    else await this.admit(request, () => this.rate.address(request.ip));
    if (this.reflector.get(TakesQuery, route) !== true) refuseQuery(request.query);
    return true;
  }

  /** Thousands answer a call behind the one address of a phone company: they are counted apart from every other request. */
  private async admitAnswer(request: FastifyRequest): Promise<void> {
    const token = messageTokenOf(request.body);
    if (token === null) return this.admit(request, () => this.rate.answers(request.ip));
    this.rate.answers(request.ip);
    this.rate.answer(token);
  }

  /** `countUnknown` counts a request whose session nobody knows yet. */
  private async admit(request: FastifyRequest, countUnknown: () => void): Promise<void> {
    const budget = new Budget();
    const credentials = credentialsOf(request);
    if (credentials === null) {
      countUnknown();
      throw new CodedError('UNAUTHENTICATED');
    }
    const { token, byCookie } = credentials;
    if (byCookie && !READS.has(request.method)) this.refuseForeign(request);
    // Guessed tokens must not reach the registry without end.
    if (this.sessions.recall(token) === null) countUnknown();
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
