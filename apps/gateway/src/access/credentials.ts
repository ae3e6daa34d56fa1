import { SESSION_COOKIE } from '@shaodao/contracts/gateway';
import type { FastifyRequest } from 'fastify';

/** As long as a session lasts. */
const SESSION_SECONDS = 12 * 3_600;
/** The longest token the registry looks at. */
const TOKEN = /^[\x21-\x7e]{1,128}$/;
const COOKIE = new RegExp(`(?:^|;) *${SESSION_COOKIE}=([^;\\s]*)`);

export interface Credentials {
  token: string;
  /** The browser added it by itself, so a write must show where it came from. */
  byCookie: boolean;
}

/** The token of a request: Bearer before cookie; null when there is none that could be one. */
export function credentialsOf(request: FastifyRequest): Credentials | null {
  const { authorization, cookie } = request.headers;
  const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return TOKEN.test(bearer) ? { token: bearer, byCookie: false } : null;
  const token = COOKIE.exec(cookie ?? '')?.[1];
  return token !== undefined && TOKEN.test(token) ? { token, byCookie: true } : null;
}

/** `Set-Cookie` that keeps a token, or takes it back when null. Secure only if the request itself came by https. */
export function sessionCookie(token: string | null, request: FastifyRequest): string {
  const value = `${SESSION_COOKIE}=${token ?? ''}; Max-Age=${token === null ? 0 : SESSION_SECONDS}; Path=/; HttpOnly; SameSite=Strict`;
  return request.protocol === 'https' ? `${value}; Secure` : value;
}
