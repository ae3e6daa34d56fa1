import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkSession, closeSession } from '@shaodao/contracts/registry';
import { readNotice } from '@shaodao/contracts/notification';
import { isOwnOrigin } from '@shaodao/gateway/access/origin';
import { Rate } from '@shaodao/gateway/access/rate';
import { expectProblem, send } from '@shaodao/gateway/fixture/http';
import { MORNING, worker } from '@shaodao/gateway/fixture/people';
import { World } from '@shaodao/gateway/fixture/world';

const ID = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b55';
let world: World;

beforeAll(async () => {
  world = await World.start(24_010, { REQUESTS_PER_SECOND: 50 });
  world.answer(readNotice, ({ id }) => ({ id, readAt: MORNING, unread: 0 }));
});
afterAll(() => world.end());

/** A session of its own, so that one test does not use up another's share. */
function signedIn(token: string): string {
  world.sessions.set(token, worker);
  return token;
}
const read = (options: Parameters<typeof send>[1]) => send(`${world.url}/api/notices/${ID}/read`, { method: 'POST', ...options });

describe('signing in', () => {
  test('answers the token, the person with the server’s clock, and a cookie no script can read', async () => {
    signedIn('opened');
    const answer = await send(`${world.url}/api/sessions`, { body: { account: 'opened', password: 'right' } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      token: 'opened',
      expiresAt: expect.stringMatching(/\+08:00$/),
      me: { account: 'gridWorker', actor: worker.actor, serverTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+08:00$/) },
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^shaodao_session=opened; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('refuses a wrong password, and a locked account with the seconds to wait', async () => {
    const wrong = await send(`${world.url}/api/sessions`, { body: { account: 'a', password: 'wrong' } });
    expectProblem(wrong, 401, 'BAD_CREDENTIALS');
    const locked = await send(`${world.url}/api/sessions`, { body: { account: 'a', password: 'locked' } });
    expectProblem(locked, 429, 'LOCKED');
    expect(locked.headers.get('retry-after')).toBe('900');
  });
});

describe('who asks', () => {
  test('a Bearer token or the cookie, else 401', async () => {
    signedIn('both-ways');
    expect((await send(`${world.url}/api/me`, { token: 'both-ways' })).status).toBe(200);
    expect((await send(`${world.url}/api/me`, { cookie: 'both-ways' })).status).toBe(200);
    expectProblem(await send(`${world.url}/api/me`), 401, 'UNAUTHENTICATED');
    expectProblem(await send(`${world.url}/api/me`, { token: 'nobody' }), 401, 'UNAUTHENTICATED');
    expectProblem(await send(`${world.url}/api/me`, { token: 'x'.repeat(129) }), 401, 'UNAUTHENTICATED');
  });

  test('the registry is asked once for presses that follow each other, and a session ended here is over at once', async () => {
    signedIn('pressed');
    const before = world.countAsked(checkSession);
    for (let i = 0; i < 5; i++) await send(`${world.url}/api/me`, { token: 'pressed' });
    expect(world.countAsked(checkSession) - before).toBe(1);
    const out = await send(`${world.url}/api/sessions/current`, { method: 'DELETE', token: 'pressed' });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^shaodao_session=; Max-Age=0;/);
    expect(world.lastAsked(closeSession)).toEqual({ token: 'pressed' });
    expectProblem(await send(`${world.url}/api/me`, { token: 'pressed' }), 401, 'UNAUTHENTICATED');
  });
});

describe('a write with the cookie shows where it came from', () => {
  test.each<[string, Record<string, string>, number]>([
    ['our own page', { origin: 'http://127.0.0.1:24011' }, 200],
    ['a configured page', { origin: 'https://office.example' }, 200],
    ['no origin, but the browser says same-origin', { 'sec-fetch-site': 'same-origin' }, 200],
    ['another page', { origin: 'https://evil.example' }, 403],
    ['another port', { origin: 'http://127.0.0.1:24012' }, 403],
    ['a page without origin', { origin: 'null' }, 403],
    ['nothing', {}, 403],
    ['no origin, from the same site only', { 'sec-fetch-site': 'same-site' }, 403],
  ])('%s', async (_, headers, status) => {
    signedIn('browser');
    const answer = await read({ cookie: 'browser', headers });
    if (status === 200) expect(answer.status).toBe(200);
    else expectProblem(answer, 403, 'FORBIDDEN', 'Origin');
  });

  test('a Bearer write needs none, a read with the cookie needs none', async () => {
    signedIn('client');
    expect((await read({ token: 'client', headers: { origin: 'https://evil.example' } })).status).toBe(200);
    expect((await send(`${world.url}/api/me`, { cookie: 'client', headers: { origin: 'https://evil.example' } })).status).toBe(200);
  });

  test('https before a proxy is the same host, http before https is not', () => {
    const source = { host: 'a.example', site: undefined };
    expect(isOwnOrigin({ ...source, protocol: 'http', origin: 'https://a.example' }, new Set())).toBe(true);
    expect(isOwnOrigin({ ...source, protocol: 'https', origin: 'http://a.example' }, new Set())).toBe(false);
  });
});

test('receipts and alerts are counted apart: neither takes from whoever signs in from there, and of alerts a few are enough', () => {
  const rate = new Rate(50);
  const taken = (count: (ip: string) => void): number => {
    for (let n = 0; ; n++) {
      try {
        count('10.0.0.1');
      } catch (error) {
        expect(error).toMatchObject({ code: 'TOO_MANY' });
        return n;
      }
    }
  };
  jest.useFakeTimers({ now: 0 });
  try {
    expect([taken((ip) => rate.alerts(ip)), taken((ip) => rate.receipts(ip)), taken((ip) => rate.address(ip))]).toEqual([5, 5_000, 1_000]);
    expect(() => rate.alerts('10.0.0.2')).not.toThrow();
  } finally {
    jest.useRealTimers();
  }
});

test('more than 50 requests in a second from one session are 429 with Retry-After; another session goes on', async () => {
  signedIn('eager');
  signedIn('calm');
  const answers = await Promise.all(Array.from({ length: 90 }, () => send(`${world.url}/api/me`, { token: 'eager' })));
  const taken = answers.filter((answer) => answer.status === 200);
  const refused = answers.filter((answer) => answer.status === 429);
  expect([taken.length, refused.length]).toEqual([50, 40]);
  for (const answer of refused) expectProblem(answer, 429, 'TOO_MANY');
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect((await send(`${world.url}/api/me`, { token: 'calm' })).status).toBe(200);
});
