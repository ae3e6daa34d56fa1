import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Seat } from '@shaodao/domain/case/actor';
import { place } from './place.js';

/** A demo account as the standalone stack writes it. */
export interface Account {
  account: string;
  password: string;
  seat: Seat;
  areaCode: string;
  departmentId?: string;
}

export const accounts: Account[] = JSON.parse(readFileSync(place.accountsFile, 'utf8')) as Account[];

/** An answer as it came: tests look at status, headers and body. */
export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

/** Somebody signed in, who speaks HTTP as any client would. */
export class Person {
  private constructor(
    readonly account: Account,
    readonly token: string,
    readonly personId: string,
  ) {}

  static async signIn(account: Account): Promise<Person> {
    const answer = await http('POST', '/api/sessions', { body: { account: account.account, password: account.password } });
    if (answer.status !== 200) throw new Error(`sign-in of ${account.seat}: ${answer.status} ${JSON.stringify(answer.body)}`);
    const { token } = answer.body as { token: string };
    const me = await http('GET', '/api/me', { token });
    return new Person(account, token, (me.body as { actor: { personId: string } }).actor.personId);
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.patiently(() => http<T>('GET', path, { token: this.token }));
  }

  post<T = Record<string, unknown>>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.patiently(() => http<T>('POST', path, { token: this.token, body, headers }));
  }

  put<T = Record<string, unknown>>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.patiently(() => http<T>('PUT', path, { token: this.token, body, headers }));
  }

  /** A test asks faster than people press; told that it was too much, it comes back when it may. */
  private async patiently<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    for (let again = 0; ; again++) {
      const answer = await ask();
      if (answer.status !== 429 || again === PATIENCE) return answer;
      await pause(Number(answer.headers.get('retry-after')) * 1_000);
    }
  }
}

/** Each wait is a whole second of the limit. */
const PATIENCE = 5;
const signedIn = new Map<string, Promise<Person>>();

/** The n-th demo person of a seat, signed in once per test file. */
export function person(seat: Seat, n = 0, where: (account: Account) => boolean = () => true): Promise<Person> {
  const account = accounts.filter((one) => one.seat === seat && where(one))[n];
  if (account === undefined) throw new Error(`no demo account ${n} of seat ${seat}`);
  const known = signedIn.get(account.account) ?? Person.signIn(account);
  signedIn.set(account.account, known);
  return known;
}

export async function http<T = Record<string, unknown>>(
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string>; raw?: string; timeoutMs?: number } = {},
): Promise<Answer<T>> {
  const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await fetch(place.url + path, {
    method,
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(payload === undefined ? {} : { body: payload }),
    signal: AbortSignal.timeout(options.timeoutMs ?? 20_000),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
}
