import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ACTIVATION_HINT,
  callNow,
  cancelActivation,
  changeLevel,
  confirmActivation,
  explainCall,
  fileReport,
  finishStep,
  getActivation,
  listActivations,
  listCalledPeople,
  listTeams,
  pressKey,
  releasePeople,
  scoreActivation,
  standDown,
} from '@shaodao/contracts/activations';
import { CodedError } from '@shaodao/contracts/errors';
import { ACTIVATION, activation, APPROVAL, explained } from '@shaodao/gateway/fixture/activations';
import { FeedClient } from '@shaodao/gateway/fixture/feed-client';
import { expectProblem, send, type Answer } from '@shaodao/gateway/fixture/http';
import { GRID_CODE, stranger, worker } from '@shaodao/gateway/fixture/people';
import { until } from '@shaodao/gateway/fixture/until';
import { World } from '@shaodao/gateway/fixture/world';

const PRESS = { planId: 'FX-2026', areas: ['511703001'], responseLevel: 'III', reason: '水位超警戒', drill: false };
const PERSON = worker.actor.personId;
let world: World;
let pressed = 0;

beforeAll(async () => {
  world = await World.start(24_300);
  world.sessions.set('worker', worker);
  world.sessions.set('stranger', stranger);
  world.answer(pressKey, () => ({ joined: pressed++ > 0, activation: activation() }));
  world.answer(listActivations, () => ({ items: [] }));
  for (const contract of [getActivation, cancelActivation, changeLevel, standDown, finishStep, fileReport, releasePeople]) world.answer(contract, activation);
  world.answer(confirmActivation, () => {
    throw new CodedError('FORBIDDEN', { reason: 'another leader confirms' });
  });
  world.answer(listCalledPeople, () => ({ items: [], nextCursor: null }));
  world.answer(listTeams, () => ({ items: [] }));
  world.answer(callNow, ({ people }) => ({ called: people.length, failed: 0, unknown: 0 }));
  world.answer(explainCall, ({ personId }) => explained(personId));
  world.answer(scoreActivation, () => {
    throw new CodedError('WRONG_STAGE', { reason: 'it is in force' });
  });
});
afterAll(() => world.end());

const get = (path: string): Promise<Answer> => send(`${world.url}/api/activations${path}`, { token: 'worker' });
const post = (path: string, body: unknown): Promise<Answer> =>
  send(`${world.url}/api/activations${path}`, { token: 'worker', body, headers: { 'idempotency-key': 'k1' } });

describe('the key', () => {
  test('is pressed with 201 and the address; a press that joined another is 200 with the same', async () => {
    const [first, second] = [await post('', PRESS), await post('', PRESS)];
    expect([first.status, second.status, first.body['joined'], second.body['joined']]).toEqual([201, 200, false, true]);
    for (const { headers } of [first, second]) expect(headers.get('location')).toBe(`/api/activations/${ACTIVATION}`);
    expect(first.body['activation']).toMatchObject({ phaseDueAt: '2026-11-23T09:35:00.000+08:00', timeline: [{ at: '2026-11-23T09:30:00.000+08:00' }] });
    expect(world.lastAsked(pressKey)).toEqual({ actor: worker.actor, ...PRESS, breakGlass: false, alertId: null });
  });

  test.each<[string, object, string]>([
    ['no area', { areas: [] }, 'areas'],
    ['an area that is no code', { areas: ['51'] }, 'areas.0'],
    ['no reason', { reason: ' ' }, 'reason'],
    ['a level of its own', { responseLevel: 'V' }, 'responseLevel'],
    ['neither drill nor live', { drill: undefined }, 'drill'],
  ])('with %s is refused, naming the field', async (_, wrong, field) => {
    expectProblem(await post('', { ...PRESS, ...wrong }), 400, 'INVALID', field);
  });

  test('is confirmed for one approval; a refusal comes back as it is', async () => {
    expectProblem(await post(`/${ACTIVATION}/confirm`, { approval: APPROVAL }), 403, 'FORBIDDEN');
    expect(world.lastAsked(confirmActivation)).toEqual({ actor: worker.actor, id: ACTIVATION, key: 'k1', approval: APPROVAL });
  });
});

test('every act goes on with who, which, its key and what was said', async () => {
  const reason = '雨势减弱';
  const acts = [
    [cancelActivation, 'cancel', { reason }, { reason }],
    [changeLevel, 'change-level', { areas: ['511703001'], responseLevel: 'II', reason }, { areas: ['511703001'], responseLevel: 'II', reason }],
    [standDown, 'stand-down', { reason }, { areas: null, reason }],
    [finishStep, 'steps/%E5%B7%A1%E6%9F%A5/finish', { result: '已巡查' }, { code: '巡查', result: '已巡查' }],
    [fileReport, 'reports', { kind: 'first', nth: 1, text: '初报' }, { kind: 'first', nth: 1, text: '初报' }],
    [releasePeople, 'people/release', { people: [PERSON], how: 'excuse', reason }, { people: [PERSON], how: 'excuse', reason }],
  ] as const;
  for (const [contract, path, body, said] of acts) {
    expect((await post(`/${ACTIVATION}/${path}`, body)).status).toBe(200);
    expect(world.lastAsked(contract)).toEqual({ actor: worker.actor, id: ACTIVATION, key: 'k1', ...said });
  }
  expect((await post(`/${ACTIVATION}/call`, { people: [PERSON], channel: 'voice' })).body).toEqual({ called: 1, failed: 0, unknown: 0 });
});

test('lists take what narrows them and nothing else; times are ISO 8601', async () => {
  expect((await get('')).body).toEqual({ items: [] });
  expect(world.lastAsked(listActivations)).toEqual({ actor: worker.actor, live: true });
  await get(`/${ACTIVATION}/people?state=unreachable&teamNo=3`);
  expect(world.lastAsked(listCalledPeople)).toEqual({ actor: worker.actor, id: ACTIVATION, state: 'unreachable', teamNo: 3, limit: 100 });
  await get(`/${ACTIVATION}/teams?areaCode=511703001`);
  expect(world.lastAsked(listTeams)).toEqual({ actor: worker.actor, id: ACTIVATION, areaCode: '511703001' });
  expect((await get(`/${ACTIVATION}/people/${PERSON}`)).body).toMatchObject({ calledAt: '2026-11-23T09:30:00.000+08:00', deliveries: [{ sentAt: '2026-11-23T09:30:00.000+08:00' }] });
  expectProblem(await get(`/${ACTIVATION}/people?colour=red`), 400, 'INVALID', 'colour');
  expectProblem(await get('/abc'), 400, 'INVALID', 'id');
  expectProblem(await get(`/${ACTIVATION}/score`), 409, 'WRONG_STAGE');
  expectProblem(await send(`${world.url}/api/activations`), 401, 'UNAUTHENTICATED');
});

test('the feed tells those whose area it touches that it moved, once for many hints, without an id', async () => {
  const feeds = await Promise.all(['worker', 'stranger'].map((token) => FeedClient.open(`${world.url}/api/feed`, token)));
  const [mine, other] = feeds as [FeedClient, FeedClient];
  try {
    const told = (feed: FeedClient) => feed.events.filter(({ name }) => name === 'activation');
    for (let i = 0; i < 40; i++) world.services.hint(ACTIVATION_HINT, { id: ACTIVATION, areas: [GRID_CODE] });
    await until('the hint', () => told(mine).length > 0);
    const last = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b99';
    world.services.hint(ACTIVATION_HINT, { id: last, areas: ['511703'] });
    await until('the last', () => [mine, other].every((feed) => told(feed).at(-1)?.data['id'] === last));
    expect(told(mine).length).toBeLessThan(6);
    expect(told(mine)[0]).toEqual({ id: '', name: 'activation', data: { id: ACTIVATION } });
    expect(told(other).map(({ data }) => data['id'])).toEqual([last]);
  } finally {
    for (const feed of feeds) feed.close();
  }
});
