import { CodedError } from '@shaodao/contracts/errors';
import { HttpException } from '@nestjs/common';

/** A refusal with the status HTTP has for it where it is closer than the code's own. */
export interface Refusal {
  error: CodedError;
  status?: number;
}

/** Whatever was thrown on the way of a request as a refusal: ours, Nest's, the web server's. Anything else is INTERNAL. */
export function refusalOf(thrown: unknown, method: string): Refusal {
  if (thrown instanceof CodedError) return { error: thrown };
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  const reason = thrown instanceof Error ? thrown.message : undefined;
  switch (status) {
    case undefined:
      return { error: new CodedError('INTERNAL', {}, { cause: thrown }) };
    case 404:
      return { error: new CodedError('NOT_FOUND', { reason: 'no such address' }) };
    case 413:
      return { error: new CodedError('TOO_LARGE', { field: 'body', reason: 'at most 1 MiB' }) };
    case 415:
      return { error: new CodedError('INVALID', { field: 'Content-Type', reason: 'send application/json' }), status };
    case 414:
    case 431:
      return { error: new CodedError('TOO_LARGE', { reason }), status };
    case 503:
      return { error: new CodedError('UNAVAILABLE') };
    default:
      if (status < 400 || status > 499) return { error: new CodedError('INTERNAL', {}, { cause: thrown }) };
      return { error: new CodedError('INVALID', { field: fieldOf(thrown, method), reason: 'cannot be read' }) };
  }
}

function statusOf(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('statusCode' in thrown)) return undefined;
  return typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
}

/** The web server refuses an address before it looks at the body, and a read has no body. */
function fieldOf(thrown: unknown, method: string): string {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return code === 'FST_ERR_BAD_URL' || method === 'GET' || method === 'HEAD' ? 'path' : 'body';
}
