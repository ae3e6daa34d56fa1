import type { ErrorCode } from '@shaodao/contracts/errors';
import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** Name of the mark under which a route's codes wait for the document to be completed. */
export const CODES = 'x-codes';
/** Marks of what the document adds by itself. */
export const MARKS = { keyed: 'x-keyed', open: 'x-open', byToken: 'x-by-token', cookie: 'x-cookie' } as const;

/** What a route says about itself in the OpenAPI document; the document adds what is true of every route. */
export interface RouteWords {
  summary: string;
  description?: string;
  /** Shape of the answer; null answers 204 without a body. */
  answers: z.ZodType | null;
  /** 200, or 204 without a body. */
  status?: number;
  /** Codes of its own, usually the contract's refusals. */
  refusals?: readonly ErrorCode[];
  /** Takes `Idempotency-Key`. */
  keyed?: boolean;
  /** Needs no session. */
  open?: boolean;
  /** Takes the token of a message in place of a session. */
  byToken?: boolean;
  /** Answers with the session as a cookie. */
  setsCookie?: boolean;
  /** Of the answer, when not JSON. */
  contentType?: string;
}

export function Speaks(route: RouteWords): MethodDecorator {
  const status = route.status ?? (route.answers === null ? 204 : 200);
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary: route.summary, ...(route.description === undefined ? {} : { description: route.description }) }),
    ApiResponse({
      status,
      description: status === 204 ? 'Done' : 'The answer',
      ...(route.answers === null ? {} : { standardSchema: route.answers }),
      ...(route.contentType === undefined ? {} : { content: { [route.contentType]: { schema: { type: 'string' } } } }),
    }),
    ApiExtension(CODES, route.refusals ?? []),
    ...(route.open === true ? [ApiExtension(MARKS.open, true)] : []),
    ...(route.byToken === true ? [ApiExtension(MARKS.byToken, true)] : []),
    ...(route.setsCookie === true ? [ApiExtension(MARKS.cookie, true)] : []),
    ...(route.keyed === true
      ? [
          ApiExtension(MARKS.keyed, true),
          ApiHeader({
            name: 'Idempotency-Key',
            required: false,
            description: 'A repeat under the same key gets the first answer, for 7 days; another body under it is KEY_REUSED.',
            schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
            example: '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b55',
          }),
        ]
      : []),
  );
}
