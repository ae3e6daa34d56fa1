import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { anyCategory, command, gridOf, history, order, report } from '../world/case-road.js';
import { query } from '../world/records.js';
import { accounts, http, person, type Answer, type Person } from '../world/people.js';

let worker: Person;
let good: Record<string, unknown>;

beforeAll(async () => {
  worker = await person('gridWorker');
  good = {
    title: '井盖破损',
    description: '人行道井盖破损',
    categoryCode: await anyCategory(worker),
    gridId: await gridOf(worker),
  };
});

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> => worker.post('/api/cases', body, headers);

function expectProblem(answer: Answer, status: number, code: string, field?: string): void {
  expect({ status: answer.status, code: answer.body['code'], field: answer.body['field'] }).toEqual({ status, code, field });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
}

describe('400 INVALID names the field', () => {
  test.each<[string, (given: Record<string, unknown>) => unknown, string]>([
    ['a wrong type', (given) => ({ ...given, title: 5 }), 'title'],
    ['an unknown field', (given) => ({ ...given, colour: 'red' }), 'colour'],
    ['a lone surrogate', (given) => ({ ...given, description: 'x\ud800y' }), 'description'],
    ['a title of 5,000 characters', (given) => ({ ...given, title: '长'.repeat(5_000) }), 'title'],
    ['an empty title', (given) => ({ ...given, title: '  ' }), 'title'],
    ['an id that is none', (given) => ({ ...given, id: 'abc' }), 'id'],
    ['neither grid nor place', ({ gridId: _gridId, ...given }) => given, 'gridId'],
    ['a place outside the district', ({ gridId: _gridId, ...given }) => ({ ...given, location: { lng: 116.4, lat: 39.9 } }), 'location'],
    ['a longitude beyond the globe', ({ gridId: _gridId, ...given }) => ({ ...given, location: { lng: 400, lat: 39.9 } }), 'location.lng'],
  ])('%s', async (_, change, field) => {
    expectProblem(await post(change(good)), 400, 'INVALID', field);
  });

  test('malformed JSON', async () => {
    const answer = await http('POST', '/api/cases', { token: worker.token, raw: '{"title":' });
    expectProblem(answer, 400, 'INVALID', 'body');
  });

  test('a list with a page size that is none, and with an unknown filter', async () => {
    expectProblem(await worker.get('/api/cases?limit=0'), 400, 'INVALID', 'limit');
    expectProblem(await worker.get('/api/cases?colour=red'), 400, 'INVALID', 'colour');
  });
});

describe('who may', () => {
  test('no session, a session that is none, an ended one: 401', async () => {
    expectProblem(await http('GET', '/api/cases'), 401, 'UNAUTHENTICATED');
    expectProblem(await http('GET', '/api/cases', { token: 'x'.repeat(43) }), 401, 'UNAUTHENTICATED');
    const account = worker.account;
    const fresh = await http('POST', '/api/sessions', { body: { account: account.account, password: account.password } });
    const token = String(fresh.body['token']);
    expect((await http('DELETE', '/api/sessions/current', { token })).status).toBeLessThan(300);
    expectProblem(await http('GET', '/api/me', { token }), 401, 'UNAUTHENTICATED');

    const old = await http('POST', '/api/sessions', { body: { account: account.account, password: account.password } });
    await query('UPDATE registry.session SET expires_at = now() - make_interval(secs => 1) WHERE token_digest = sha256($1::bytea)', [
      String(old.body['token']),
    ]);
    expectProblem(await http('GET', '/api/me', { token: String(old.body['token']) }), 401, 'UNAUTHENTICATED');
  });

  test('another seat or another area: 403, and nothing in history', async () => {
    const { id } = await report(worker);
    const officer = await person('departmentDuty');
    expectProblem(await command(officer, id, { command: 'accept' }) as unknown as Answer, 403, 'FORBIDDEN');
    const elsewhere = await person('communitySecretary', 0, (one) => !worker.account.areaCode.startsWith(one.areaCode));
    expectProblem(await command(elsewhere, id, { command: 'accept' }) as unknown as Answer, 403, 'FORBIDDEN');
    expect(await history(worker, id)).toHaveLength(1);
  });

  test('five wrong passwords lock the account for 15 minutes: 429 with Retry-After', async () => {
    const account = accounts.filter((one) => one.seat === 'operations').at(-1)?.account;
    const answers: Answer[] = [];
    for (let i = 0; i < 6; i++) {
      answers.push(await http('POST', '/api/sessions', { body: { account, password: 'wrong' } }));
    }
    expect(answers.slice(0, 4).map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
    expectProblem(answers[5] as Answer, 429, 'LOCKED');
    expect(Number(answers[5]?.headers.get('retry-after'))).toBeGreaterThan(800);
  });
});

describe('404 NOT_FOUND', () => {
  test.each([
    ['an unknown case', `/api/cases/${randomUUID()}`],
    ['an unknown grid', `/api/grids/${randomUUID()}`],
  ])('%s', async (_, path) => {
    const answer = await worker.get(path);
    expect([answer.status, answer.body['code']]).toEqual([404, 'NOT_FOUND']);
  });

  test('a report on an unknown grid or category, a whistle to an unknown department', async () => {
    expectProblem(await post({ ...good, gridId: randomUUID() }), 404, 'NOT_FOUND', 'gridId');
    expectProblem(await post({ ...good, categoryCode: 'none' }), 404, 'NOT_FOUND', 'categoryCode');
    const { id } = await report(worker);
    await order(worker, id, { command: 'accept' });
    const leader = await person('subdistrictDuty', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
    const departments = [{ departmentId: randomUUID(), part: 'lead' }];
    const answer = await command(leader, id, { command: 'whistle', kind: 'advance', departments, reason: '联合处置' });
    expectProblem(answer as unknown as Answer, 404, 'NOT_FOUND', 'departments');
  });
});

describe('409', () => {
  test('a command the stage does not allow says the stage and what is allowed', async () => {
    const { id } = await report(worker);
    const answer = await command(worker, id, { command: 'close' });
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'WRONG_STAGE', stage: 'intake', allowedCommands: expect.arrayContaining(['accept', 'reject', 'escalate']) }]);
    expect(await history(worker, id)).toHaveLength(1);
  });

  test('of two people at once one is taken, the other refused, and history has one', async () => {
    const { id } = await report(worker);
    const second = await person('gridWorker', 1, (one) => one.areaCode === worker.account.areaCode);
    const answers = await Promise.all([worker, second].map((one) => command(one, id, { command: 'accept' })));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect((await history(worker, id)).filter((line) => line.type === 'accepted')).toHaveLength(1);
  });

  test('a repeat gets the first answer, 201 included; another body under the key is KEY_REUSED', async () => {
    const id = randomUUID();
    const first = await post({ ...good, id });
    const again = await post({ ...good, id });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expectProblem(await post({ ...good, id, title: '别的' }), 409, 'KEY_REUSED', 'id');

    const key = { 'idempotency-key': randomUUID() };
    const keyed = await post(good, key);
    expect((await post(good, key)).body).toEqual(keyed.body);
    expect((await post({ ...good, title: '别的' }, key)).body['code']).toBe('KEY_REUSED');

    const commandKey = randomUUID();
    const accepted = await command(worker, id, { command: 'accept' }, commandKey);
    const repeated = await command(worker, id, { command: 'accept' }, commandKey);
    expect(repeated).toMatchObject({ status: 200, body: accepted.body });
    expect((await command(worker, id, { command: 'close' }, commandKey)).body['code' as never]).toBe('KEY_REUSED');
  });

  test('twenty presses of one key at once are one case', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const second = await person('gridWorker', 1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => second.post('/api/cases', good, key)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body['id'])).size).toBe(1);
  });
});

describe('too much', () => {
  test('a body over 1 MiB: 413', async () => {
    const raw = JSON.stringify({ ...good, description: 'x'.repeat(1_100_000) });
    const answer = await http('POST', '/api/cases', { token: worker.token, raw });
    expect([answer.status, answer.body['code']]).toEqual([413, 'TOO_LARGE']);
  });

  test('more than 50 requests in a second from one session: 429 with Retry-After, others go on', async () => {
    const eager = await person('gridWorker', 2);
    const answers = await Promise.all(Array.from({ length: 90 }, () => http('GET', '/api/me', { token: eager.token })));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body['code']).toBe('TOO_MANY');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await worker.get('/api/me')).status).toBe(200);
  });
});
