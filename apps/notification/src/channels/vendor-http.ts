/**
 * What came of one HTTP request to a vendor. `notSent`: the connection was never made, so nothing can have happened.
 * `unclear`: it may have been taken; a time limit, a broken connection or an answer that is no JSON.
 */
export type Reply = { kind: 'answer'; body: Record<string, unknown> } | { kind: 'notSent' } | { kind: 'unclear' };

const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Asks and waits at most `limitMs`. HTTP status says nothing: vendors put their verdict into the body. */
export async function askVendor(url: string, init: RequestInit, limitMs: number): Promise<Reply> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(limitMs) });
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { kind: 'answer', body: body as Record<string, unknown> } : { kind: 'unclear' };
  } catch (error) {
    return NOT_CONNECTED.has(codeOf(error)) ? { kind: 'notSent' } : { kind: 'unclear' };
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  // Several addresses of a name were tried, each in vain.
  const one: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return one instanceof Error && 'code' in one ? String(one.code) : '';
}
