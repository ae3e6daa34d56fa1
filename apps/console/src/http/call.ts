import { noteServerTime } from '../clock/server-clock.js';
import { problemOf, unanswered } from './problem.js';

/** The gateway answers or refuses within 6 s; past this the network is at fault. */
const TIMEOUT_MS = 10_000;

export type Query = Record<string, string | number | boolean | undefined>;

interface Sending {
  body?: unknown;
  /** Idempotency-Key: the same on every repeat of the same wish. */
  key?: string;
  signal?: AbortSignal;
}

/** GET of a path with its query; undefined and empty values are left out. Refuses with {@link Problem}. */
export function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const suffix = search.size === 0 ? '' : `?${search.toString()}`;
  return call<T>('GET', path + suffix, signal === undefined ? {} : { signal });
}

/** POST, PUT or DELETE. Refuses with {@link Problem}. */
export function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, sending: Sending = {}): Promise<T> {
  return call<T>(method, path, sending);
}

async function call<T>(method: string, path: string, { body, key, signal }: Sending): Promise<T> {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': 'zh-CN' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (key !== undefined) headers.set('Idempotency-Key', key);
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal === undefined ? limit : eitherOf(signal, limit),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    noteServerTime(response.headers.get('Date'));
    if (!response.ok) throw await problemOf(response);
    text = await response.text();
  } catch (error) {
    // A page that was left is no fault of the network; the query library waits for its own abort.
    if (signal?.aborted === true || !(error instanceof TypeError || error instanceof DOMException)) throw error;
    throw unanswered();
  }
  return (text === '' ? null : JSON.parse(text)) as T;
}

/** `AbortSignal.any` is younger than the phones we serve. */
function eitherOf(a: AbortSignal, b: AbortSignal): AbortSignal {
  const both = new AbortController();
  for (const one of [a, b]) one.addEventListener('abort', () => both.abort(one.reason), { once: true });
  if (a.aborted) both.abort(a.reason);
  return both.signal;
}
