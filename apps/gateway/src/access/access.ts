import type { Identity } from '@shaodao/contracts/registry';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Budget } from '../call/budget.js';

/** Who sent a request, by which session, and the time its calls inward may take. */
export interface Access {
  identity: Identity;
  token: string;
  budget: Budget;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard; null on a route that needs no session. */
    access: Access | null;
  }
}

/** A route that needs no session; every other does. */
export const NoSession = Reflector.createDecorator<true>();

/** A route that reads its query; any other refuses one. */
export const TakesQuery = Reflector.createDecorator<true>();

/** The {@link Access} of the request. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Access => {
  const { access } = context.switchToHttp().getRequest<FastifyRequest>();
  if (access === null) throw new Error('a route without session asks who sent it');
  return access;
});
