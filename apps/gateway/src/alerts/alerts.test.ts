import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getCap, listAlerts, receiveAlert, type Alert } from '@shaodao/contracts/alerts';
import { CodedError } from '@shaodao/contracts/errors';
import { checkSession } from '@shaodao/contracts/registry';
import { expectProblem, send } from '@shaodao/gateway/fixture/http';
import { MORNING, worker } from '@shaodao/gateway/fixture/people';
import { World } from '@shaodao/gateway/fixture/world';

const ID = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b55';
const XML = '<?xml version="1.0"?><alert>暴雨</alert>';
let world: World;
let created = true;

beforeAll(async () => {
  world = await World.start(24_190);
  world.sessions.set('worker', worker);
  world.answer(receiveAlert, ({ message }) => {
    if (message === '') throw new CodedError('INVALID', { field: 'body', reason: 'line 1: no element', reasonZh: '第 1 行：没有内容' });
    return { id: ID, state: 'open' as const, keptFor: null, created };
  });
  world.answer(listAlerts, () => ({ items: [{ id: ID, sentAt: MORNING, receivedAt: MORNING, expiresAt: MORNING } as Alert] }));
  world.answer(getCap, ({ seq }) => {
    if (seq === 9) throw new CodedError('NOT_FOUND', { field: 'seq' });
    return { seq: 3, identifier: 'x.3', msgType: 'Alert' as const, sentAt: MORNING, xml: XML };
  });
});
afterAll(() => world.end());

const post = (raw: string, type: string, headers: Record<string, string> = {}) => send(`${world.url}/api/alerts`, { raw, headers: { 'content-type': type, ...headers } });

describe('an alert over HTTP', () => {
  test.each(['application/cap+xml', 'application/xml; charset=utf-8', 'text/xml'])('comes as %s to the last byte, without a session', async (type) => {
    const taken = await post(XML, type);
    expect([taken.status, taken.body, taken.headers.get('location')]).toEqual([201, { id: ID, state: 'open', keptFor: null }, `/api/alerts/${ID}`]);
    expect(Buffer.from(String(world.lastAsked(receiveAlert)?.['message']), 'base64').toString()).toBe(XML);
    expect(world.countAsked(checkSession)).toBe(0);
  });

  test('again is answered 200', async () => {
    created = false;
    expect((await post(XML, 'text/xml')).status).toBe(200);
    created = true;
  });

  test('is refused in the language of the asker', async () => {
    expectProblem(await post('', 'text/xml'), 400, 'INVALID', 'body');
    expect([(await post('', 'text/xml', { 'accept-language': 'zh' })).body['detail'], (await post('', 'text/xml', { 'accept-language': 'en' })).body['detail']]).toEqual(['第 1 行：没有内容', 'line 1: no element']);
  });

  test('of another type or too large is refused before anybody is asked', async () => {
    const before = world.countAsked(receiveAlert);
    expectProblem(await post('{}', 'application/json'), 400, 'INVALID', 'Content-Type');
    expectProblem(await post(XML, 'text/plain'), 415, 'INVALID', 'Content-Type');
    expectProblem(await post('x'.repeat(512 * 1_024 + 1), 'text/xml'), 413, 'TOO_LARGE', 'body');
    expectProblem(await post('x'.repeat(1_100_000), 'text/xml'), 413, 'TOO_LARGE', 'body');
    expect(world.countAsked(receiveAlert)).toBe(before);
  });

  test('XML is read nowhere else', async () => {
    for (const path of ['/api/cases', '/api/sessions']) {
      expectProblem(await send(world.url + path, { raw: XML, token: 'worker', headers: { 'content-type': 'application/xml' } }), 415, 'INVALID', 'Content-Type');
    }
  });
});

describe('what alerts say to people', () => {
  test('needs a session', async () => {
    for (const path of ['/api/alerts', `/api/alerts/${ID}`, `/api/activations/${ID}/cap`, `/api/activations/${ID}/cap/messages`]) {
      expectProblem(await send(world.url + path), 401, 'UNAUTHENTICATED');
    }
  });

  test('is told with times of China; open ones unless all are asked for', async () => {
    const listed = await send(`${world.url}/api/alerts`, { token: 'worker' });
    expect((listed.body['items'] as Alert[])[0]).toEqual({ id: ID, sentAt: '2026-11-23T09:30:00.000+08:00', receivedAt: '2026-11-23T09:30:00.000+08:00', expiresAt: '2026-11-23T09:30:00.000+08:00' });
    expect(world.lastAsked(listAlerts)?.['open']).toBe(true);
    await send(`${world.url}/api/alerts?open=false`, { token: 'worker' });
    expect(world.lastAsked(listAlerts)?.['open']).toBe(false);
  });

  test('an activation is given as the CAP type, the latest or that of an event', async () => {
    const told = await send(`${world.url}/api/activations/${ID}/cap`, { token: 'worker' });
    expect([told.status, told.headers.get('content-type'), told.body['text']]).toEqual([200, 'application/cap+xml; charset=utf-8', XML]);
    expect(world.lastAsked(getCap)).toMatchObject({ id: ID, seq: null });
    await send(`${world.url}/api/activations/${ID}/cap?seq=3`, { token: 'worker' });
    expect(world.lastAsked(getCap)).toMatchObject({ seq: 3 });
    expectProblem(await send(`${world.url}/api/activations/${ID}/cap?seq=9`, { token: 'worker' }), 404, 'NOT_FOUND', 'seq');
    expectProblem(await send(`${world.url}/api/activations/${ID}/cap?seq=0`, { token: 'worker' }), 400, 'INVALID', 'seq');
  });
});
