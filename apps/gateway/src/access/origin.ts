/** What a write with a browser's cookie shows of where it came from. */
export interface WriteSource {
  protocol: string;
  host: string;
  origin: string | undefined;
  /** Sec-Fetch-Site. */
  site: string | undefined;
}

/**
 * May this write use the cookie? Its origin must be the request's own or one of `others`; without an origin the
 * browser itself must say same-origin. Https before a proxy that speaks http to us is the same host, never the reverse.
 */
export function isOwnOrigin(source: WriteSource, others: ReadonlySet<string>): boolean {
  const { origin, host } = source;
  if (origin === undefined) return source.site === 'same-origin';
  if (others.has(origin) || origin === `https://${host}`) return true;
  return source.protocol === 'http' && origin === `http://${host}`;
}
