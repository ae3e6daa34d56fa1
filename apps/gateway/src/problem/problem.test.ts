import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commandCase, reportCase } from '@shaodao/contracts/case-commands';
import { getCase, listCases } from '@shaodao/contracts/cases';
import { CodedError } from '@shaodao/contracts/errors';
import { KEY_MOST, readEntry } from '@shaodao/contracts/register/requests';
import { namePeople } from '@shaodao/contracts/registry';
import { expectProblem, send, type Answer } from '@shaodao/gateway/fixture/http';
import { snapshot, worker } from '@shaodao/gateway/fixture/people';
import { World } from '@shaodao/gateway/fixture/world';

const ID = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b55';
const REPORT = { title: '路面塌陷', description: '约两平方米', categoryCode: '1', gridId: ID };
let world: World;

beforeAll(async () => {
  world = await World.start(24_020);
  world.sessions.set('worker', worker);
  world.answer(reportCase, ({ report }) => snapshot(report.id ?? ID));
  world.answer(listCases, () => ({ items: [], nextCursor: null }));
  world.answer(namePeople, ({ ids }) => Object.fromEntries(ids.map((id) => [id, '某人'])));
  world.answer(getCase, () => {
    throw new CodedError('INTERNAL', { reason: 'the password of the database is 123' });
  });
  world.answer(commandCase, ({ act }) => {
    if (act.command === 'close') throw new CodedError('WRONG_STAGE', { stage: 'intake', allowedCommands: ['accept'] });
    return snapshot();
  });
});
afterAll(() => world.end());

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> => send(world.url + path, { token: 'worker', headers });
const report = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  send(`${world.url}/api/cases`, { token: 'worker', body, headers });

describe('what is sent is checked, and the field at fault is named', () => {
  test.each<[string, unknown, string]>([
    ['a wrong type', { ...REPORT, title: 5 }, 'title'],
    ['an unknown field', { ...REPORT, colour: 'red' }, 'colour'],
    ['a lone surrogate', { ...REPORT, description: 'x\ud800y' }, 'description'],
    ['neither grid nor place', { ...REPORT, gridId: undefined }, 'gridId'],
    ['a longitude beyond the globe', { ...REPORT, gridId: undefined, location: { lng: 400, lat: 1 } }, 'location.lng'],
    ['a list', [], 'body'],
    ['null', null, 'body'],
  ])('%s', async (_, body, field) => {
    expectProblem(await report(body), 400, 'INVALID', field);
  });

  test('malformed JSON and no JSON at all', async () => {
    for (const raw of ['{"title":', '', '{"__proto__":{}}']) {
      expectProblem(await send(`${world.url}/api/cases`, { token: 'worker', raw, method: 'POST' }), 400, 'INVALID', 'body');
    }
    expectProblem(await send(`${world.url}/api/cases`, { token: 'worker', method: 'POST' }), 400, 'INVALID', 'body');
  });

  test('an unknown command, an unknown field of a command', async () => {
    const command = (body: unknown): Promise<Answer> => send(`${world.url}/api/cases/${ID}/commands`, { token: 'worker', body });
    expectProblem(await command({ command: 'dance' }), 400, 'INVALID', 'command');
    expectProblem(await command({ command: 'sign', colour: 1 }), 400, 'INVALID', 'colour');
  });

  test('the longest key an entry may have is an address of it', async () => {
    world.answer(readEntry, ({ key }) => ({ key, effectiveAt: 0, id: null, entry: {} }));
    const key = '栋'.repeat(KEY_MOST);
    expect(await get(`/api/register/posts/${encodeURIComponent(key)}`)).toMatchObject({ status: 200, body: { key } });
  });

  test('queries and addresses', async () => {
    expectProblem(await get('/api/cases?limit=0'), 400, 'INVALID', 'limit');
    expectProblem(await get('/api/cases?colour=red'), 400, 'INVALID', 'colour');
    expectProblem(await get('/api/me?colour=red'), 400, 'INVALID', 'colour');
    expectProblem(await get('/api/cases?stage=intake&stage=closed'), 400, 'INVALID', 'stage');
    expectProblem(await get('/api/cases/abc'), 400, 'INVALID', 'id');
    expectProblem(await get('/api/people/names?ids=abc'), 400, 'INVALID', 'ids.0');
    expect((await get(`/api/people/names?ids=${ID},${ID.toUpperCase()}`)).body).toEqual({ [ID]: '某人' });
    expectProblem(await get('/api/%zz'), 400, 'INVALID', 'path');
    await get('/api/cases?mine=true&overdue=false&limit=7');
    expect(world.lastAsked(listCases)).toEqual({ actor: worker.actor, filter: { mine: true, overdue: false, limit: 7 } });
  });

  test('a form is 415, a body over 1 MiB 413', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expectProblem(await send(`${world.url}/api/cases`, { token: 'worker', raw: 'a=b', headers: form }), 415, 'INVALID', 'Content-Type');
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    expectProblem(await send(`${world.url}/api/cases`, { token: 'worker', raw: '--x--', headers: multipart }), 415, 'INVALID', 'Content-Type');
    const text = { 'content-type': 'text/plain' };
    expectProblem(await send(`${world.url}/api/cases`, { token: 'worker', raw: '{}', headers: text }), 415, 'INVALID', 'Content-Type');
    expectProblem(await report({ ...REPORT, description: 'x'.repeat(1_100_000) }), 413, 'TOO_LARGE', 'body');
  });
});

describe('a new case', () => {
  test('is 201 with its address, and every instant is ISO 8601 with China’s offset', async () => {
    const answer = await report({ ...REPORT, id: ID.toUpperCase() });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/cases/${ID}`);
    expect(answer.body).toMatchObject({
      id: ID,
      reportedAt: '2026-11-23T09:30:00.000+08:00',
      closedAt: null,
      tasks: [{ dispatchedAt: '2026-11-23T09:30:00.000+08:00' }],
      deadlines: [{ dueAt: '2026-11-23T09:30:00.001+08:00' }],
    });
  });

  test('takes its key from the header; a key that is none is refused', async () => {
    await report(REPORT, { 'idempotency-key': 'a key!'.replace(' ', '-') });
    expect(world.lastAsked(reportCase)?.['key']).toBe('a-key!');
    await report(REPORT);
    expect(world.lastAsked(reportCase)?.['key']).toBeNull();
    for (const key of ['', 'a b', 'é', 'x'.repeat(256)]) {
      expectProblem(await report(REPORT, { 'idempotency-key': key }), 400, 'INVALID', 'Idempotency-Key');
    }
    expect((await report(REPORT, { 'idempotency-key': 'x'.repeat(255) })).status).toBe(201);
  });
});

describe('what comes back is RFC 9457', () => {
  test('a wrong stage says the stage and what is allowed', async () => {
    const answer = await send(`${world.url}/api/cases/${ID}/commands`, { token: 'worker', body: { command: 'close' } });
    expectProblem(answer, 409, 'WRONG_STAGE');
    expect(answer.body).toMatchObject({ stage: 'intake', allowedCommands: ['accept'], instance: `/api/cases/${ID}/commands` });
  });

  test('words are Chinese unless English is liked better', async () => {
    const asked = async (language?: string): Promise<unknown> =>
      (await get('/api/cases/abc', language === undefined ? {} : { 'accept-language': language })).body['title'];
    expect(await asked()).toBe('填写有误');
    expect(await asked('en-GB,en;q=0.9,zh;q=0.1')).toBe('The input is not valid');
    expect(await asked('zh-CN,en;q=0.9')).toBe('填写有误');
    expect(await asked('fr')).toBe('填写有误');
  });

  test('an unknown address is 404, a known one with another method 405 and says which', async () => {
    expectProblem(await get('/api/nothing'), 404, 'NOT_FOUND');
    const answer = await send(`${world.url}/api/me`, { method: 'PUT', token: 'worker', body: {} });
    expectProblem(answer, 405, 'INVALID', 'method');
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    expectProblem(await get(`/api/cases/${ID}/commands`), 405, 'INVALID', 'method');
    expectProblem(await send(`${world.url}/elsewhere`, { method: 'POST' }), 404, 'NOT_FOUND');
  });

  test('a bug hides everything', async () => {
    const answer = await get(`/api/cases/${ID}`);
    expectProblem(answer, 500, 'INTERNAL');
    expect(JSON.stringify(answer.body)).not.toContain('123');
  });

  test('no answer names the query', async () => {
    const answer = await get('/api/cases?q=%E5%BC%A0%E4%B8%89&limit=0');
    expect(answer.body['instance']).toBe('/api/cases');
  });
});
