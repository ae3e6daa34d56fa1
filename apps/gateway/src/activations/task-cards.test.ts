import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CodedError } from '@shaodao/contracts/errors';
import { checkSession } from '@shaodao/contracts/registry';
import { acknowledge, finishTask, getTaskCard, listMyCards } from '@shaodao/contracts/task-cards';
import { ACTIVATION, card } from '@shaodao/gateway/fixture/activations';
import { expectProblem, send, type Answer } from '@shaodao/gateway/fixture/http';
import { MORNING, worker } from '@shaodao/gateway/fixture/people';
import { World } from '@shaodao/gateway/fixture/world';

const TOKEN = 'kq0l0cHcA8QmSxYlRk1hJb';
const HERE = { lng: 107.5, lat: 31.2, accuracyMetres: 12 };
let world: World;

beforeAll(async () => {
  world = await World.start(24_310, { REQUESTS_PER_SECOND: 2 });
  const known = ({ token, actor }: { token: string | null; actor: unknown }): void => {
    if (actor === null && token?.startsWith(TOKEN) !== true) throw new CodedError('UNAUTHENTICATED');
  };
  world.answer(getTaskCard, (asked) => (known(asked), card()));
  world.answer(acknowledge, (asked) => (known(asked), card(MORNING)));
  world.answer(finishTask, (asked) => (known(asked), card(MORNING)));
  world.answer(listMyCards, () => ({ items: [card()] }));
});
afterAll(() => world.end());

const OF = `/api/activations/${ACTIVATION}`;
const post = (path: string, body: unknown, options: Parameters<typeof send>[1] = {}): Promise<Answer> => send(world.url + OF + path, { body, ...options });

test('the token of a message opens the card and answers, and nobody is asked for a session', async () => {
  const seen = await post('/card', { token: TOKEN });
  expect([seen.status, seen.body['effectiveAt'], seen.headers.get('cache-control')]).toEqual([200, '2026-11-23T09:30:00.000+08:00', 'no-store']);
  const answered = await post('/acknowledge', { token: TOKEN, onSite: true, location: HERE });
  expect(answered.body).toMatchObject({ state: 'confirmed', answeredAt: '2026-11-23T09:30:00.000+08:00' });
  expect(world.lastAsked(acknowledge)).toEqual({ id: ACTIVATION, actor: null, token: TOKEN, onSite: true, location: HERE, teamCode: null });
  await post('/tasks/Q001/finish', { token: `${TOKEN}2` });
  expect(world.lastAsked(finishTask)).toEqual({ id: ACTIVATION, actor: null, token: `${TOKEN}2`, code: 'Q001', result: null });
  expect(world.countAsked(checkSession)).toBe(0);
});

test('a signed-in person answers without one; with the cookie only from our own pages', async () => {
  world.sessions.set('called', worker);
  expect((await post('/acknowledge', {}, { token: 'called' })).status).toBe(200);
  expect(world.lastAsked(acknowledge)).toEqual({ id: ACTIVATION, actor: worker.actor, token: null, onSite: false, location: null, teamCode: null });
  expectProblem(await post('/acknowledge', {}, { cookie: 'called', headers: { origin: 'https://evil.example' } }), 403, 'FORBIDDEN', 'Origin');
  world.sessions.set('looks', worker);
  expect((await send(`${world.url}/api/activations/mine`, { token: 'looks' })).body).toMatchObject({ items: [{ id: ACTIVATION }] });
});

test('neither is 401, a wrong token too, and what is too long to be one', async () => {
  expectProblem(await post('/card', {}), 401, 'UNAUTHENTICATED');
  expectProblem(await post('/card', { token: '' }), 401, 'UNAUTHENTICATED');
  expectProblem(await post('/card', { token: 'guessed' }), 401, 'UNAUTHENTICATED');
  expectProblem(await post('/card', { token: 'x'.repeat(65) }), 401, 'UNAUTHENTICATED');
  expectProblem(await send(`${world.url}/api/activations/mine`), 401, 'UNAUTHENTICATED');
});

test('many answer behind one address at once, one token may not hammer, and guessing has an end', async () => {
  const statuses = async (tokens: string[]): Promise<number[]> => (await Promise.all(tokens.map((token) => post('/acknowledge', { token })))).map(({ status }) => status);
  const one = await statuses(Array.from({ length: 6 }, () => `${TOKEN}-one`));
  expect(one.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
  // More than the address may send otherwise: 2 × 20.
  const crowd = await statuses(Array.from({ length: 60 }, (_, n) => `${TOKEN}-${n}`));
  expect(new Set(crowd)).toEqual(new Set([200]));
  const guesses = await statuses(Array.from({ length: 200 }, (_, n) => `guess-${n}`));
  expect(guesses.filter((status) => status === 429).length).toBeGreaterThan(0);
  // The crowd took nothing from those who sign in from there.
  world.sessions.set('beside', worker);
  expect((await send(`${world.url}/api/me`, { token: 'beside' })).status).toBe(200);
});
