import type { Identity } from '@shaodao/contracts/registry';
import type { Actor } from '@shaodao/domain/case/actor';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Budget } from '../call/budget.js';

/** Who sent a request, by which session, and the time its calls inward may take. */
export interface Access {
  identity: Identity;
  token: string;
  budget: Budget;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard; null on a route that needs no session, and for whoever answers by the token of a message. */
    access: Access | null;
  }
}

/** A route that needs no session; every other does. What its requests count as. */
export const NoSession = Reflector.createDecorator<'address' | 'receipts' | 'alerts'>();

/** A route open to a session and, without one, to whoever sends the token of a message as `token` in the body. */
export const TokenOrSession = Reflector.createDecorator<true>();

/** A route that reads its query; any other refuses one. */
export const TakesQuery = Reflector.createDecorator<true>();

/** The {@link Access} of the request. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Access => {
  const { access } = context.switchToHttp().getRequest<FastifyRequest>();
  if (access === null) throw new Error('a route without session asks who sent it');
  return access;
});

/** Who answers on a route with {@link TokenOrSession}: nobody who is signed in where the body holds the token of a message. */
export interface Answerer {
  actor: Actor | null;
  budget: Budget;
}

/** The longest token of a message. */
const TOKEN_MOST = 64;

/** The token of a message in a body; null when there is none that could be one. A session is not looked at beside it. */
export function messageTokenOf(body: unknown): string | null {
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : null;
  return typeof token === 'string' && token !== '' && token.length <= TOKEN_MOST ? token : null;
}

/** The {@link Answerer} of the request. */
export const Answering = createParamDecorator((_: unknown, context: ExecutionContext): Answerer => {
  const { access } = context.switchToHttp().getRequest<FastifyRequest>();
  return access === null ? { actor: null, budget: new Budget() } : { actor: access.identity.actor, budget: access.budget };
});
