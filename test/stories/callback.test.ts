import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { castOf, closedCase, history, order, report, type Case, type Cast } from '../world/case-road.js';
import { http, person, type Answer, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

/** 回访 by the web form: the resident has a link and no account. */
let cast: Cast;
let leader: Person;

beforeAll(async () => {
  cast = await castOf(await person('gridWorker'), person);
  leader = await person('subdistrictDuty', 0, (one) => cast.worker.account.areaCode.startsWith(one.areaCode));
});

async function closed(): Promise<Case> {
  const one = await closedCase(cast);
  await until('its close in the record', async () => (await history(cast.worker, one.id)).at(-1)?.type === 'closed');
  return one;
}

const linkOf = (someone: Person, id: string): Promise<Answer<{ path: string }>> => someone.post(`/api/cases/${id}/callback-link`, undefined);
const api = (path: string): string => `/api${path.replace('/callback/', '/callbacks/')}`;
const refused = ({ status, body }: Answer): unknown[] => [status, body['code'], body['detail']];
const UNKNOWN = [404, 'NOT_FOUND', 'this link is unknown or holds no longer'];

describe('a link', () => {
  test('is there once the case is closed, for its reporter and for those who call back', async () => {
    const { id } = await report(cast.worker);
    expect((await linkOf(cast.worker, id) as unknown as Answer).body).toMatchObject({ code: 'WRONG_STAGE', stage: 'intake' });
    const done = await closed();
    for (const someone of [cast.worker, cast.secretary, leader]) {
      const made = await linkOf(someone, done.id);
      expect([made.status, made.body.path]).toEqual([201, expect.stringMatching(/^\/callback\/[\w-]{32}$/)]);
      expect(made.headers.get('location')).toBe(made.body.path);
    }
    for (const someone of [cast.officer, await person('operations')]) {
      expect((await linkOf(someone, done.id) as unknown as Answer).body['code']).toBe('FORBIDDEN');
    }
    const chief = await person('gridWorker', 1, (one) => one.areaCode === cast.worker.account.areaCode);
    expect((await linkOf(chief, done.id)).status).toBe(403);
  });

  test('is kept as a digest only; the token is in no table, log or stream', async () => {
    const done = await closed();
    const { path } = (await linkOf(cast.worker, done.id)).body;
    const token = path.slice('/callback/'.length);
    await http('GET', api(path));
    await http('POST', api(path), { body: { solved: true, word: 'good' } });
    await http('POST', api(path), { body: { solved: 'yes' } });
    const rows = await query<{ kept: string }>('SELECT l::text AS kept FROM dispatch.callback_link l WHERE case_id = $1', [done.id]);
    expect([rows.length, rows[0]?.kept.includes(token)]).toEqual([1, false]);
    // The fact of the answer is there, so the search would find the token.
    await until('its fact in the stream', async () => filesUnder('nats').some((file) => holds(file, done.id)));
    for (const file of [...filesUnder('nats'), ...filesUnder('logs')]) expect([file, holds(file, token)]).toEqual([file, false]);
  });
});

describe('whoever has the link', () => {
  test('reads what it is about without a session, and nothing that says who reported or what', async () => {
    const done = await closed();
    const { path } = (await linkOf(cast.worker, done.id)).body;
    const shown = await http('GET', api(path));
    expect([shown.status, shown.body]).toEqual([
      200,
      { number: done.number, categoryName: expect.any(String), closedAt: expect.stringMatching(/\+08:00$/), answeredAt: null },
    ]);
  });

  test('answers once: the word is in the case, in its history and in the rating proposed; a repeat is the same answer', async () => {
    const done = await closed();
    expect(done.tasks[0]?.proposedRating).toBe('good');
    const links = [(await linkOf(cast.worker, done.id)).body.path, (await linkOf(cast.secretary, done.id)).body.path];
    const [path = '', other = ''] = links;
    const answer = { solved: false, word: 'poor', remark: '路面又塌了，请再来看看' };
    const first = await http('POST', api(path), { body: answer });
    expect([first.status, first.body]).toMatchObject([200, { number: done.number, answeredAt: expect.any(String) }]);
    // Twice, in another order of fields too.
    for (const body of [answer, { remark: answer.remark, word: 'poor', solved: false }]) {
      expect((await http('POST', api(path), { body })).body).toEqual(first.body);
    }
    expect((await http('GET', api(path))).body).toEqual(first.body);
    expect(refused(await http('POST', api(path), { body: { ...answer, word: 'good' } }))).toEqual([409, 'KEY_REUSED', 'this link was used for another answer']);
    // The other link asks nothing any more.
    expect(refused(await http('GET', api(other)))).toEqual(UNKNOWN);
    expect(refused(await http('POST', api(other), { body: answer }))).toEqual(UNKNOWN);
    expect((await linkOf(cast.worker, done.id)).status).toBe(409);

    const lines = await until('the word in the history', async () => {
      const now = await history(cast.worker, done.id);
      return now.at(-1)?.type === 'calledBack' ? now : null;
    });
    expect(lines.filter((line) => line.type === 'calledBack')).toMatchObject([
      { actorId: cast.worker.personId, actorSeat: 'gridWorker', text: { remark: answer.remark }, fact: { channel: 'web', reached: true, solved: false, word: 'poor' } },
    ]);
    const after = await cast.worker.get<Case>(`/api/cases/${done.id}`);
    expect(after.body.callbacks).toMatchObject([{ solved: false, word: 'poor' }]);
    expect(after.body.tasks[0]?.proposedRating).toBe('poor');
  });

  test('who presses twenty times at once answers once', async () => {
    const done = await closed();
    const { path } = (await linkOf(cast.worker, done.id)).body;
    const answers = await Promise.all(Array.from({ length: 20 }, () => http('POST', api(path), { body: { solved: true, word: 'fair' } })));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => answer.body['answeredAt'])).size).toBe(1);
    await until('the word in the record', async () => (await history(cast.worker, done.id)).at(-1)?.type === 'calledBack');
    expect((await history(cast.worker, done.id)).filter((line) => line.type === 'calledBack')).toHaveLength(1);
  });

  test('of two different answers at once one is taken', async () => {
    const done = await closed();
    const { path } = (await linkOf(cast.worker, done.id)).body;
    const answers = await Promise.all(['good', 'fair', 'poor'].map((word) => http('POST', api(path), { body: { solved: true, word } })));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  });

  test('finds it closed after the case was reopened, also when it is closed again', async () => {
    const done = await closed();
    const { path } = (await linkOf(cast.worker, done.id)).body;
    await order(cast.worker, done.id, { command: 'reopen', reason: '又塌了' });
    await until('the reopening in the record', async () => (await history(cast.worker, done.id)).at(-1)?.type === 'reopened');
    expect(refused(await http('GET', api(path)))).toEqual(UNKNOWN);
    expect(refused(await http('POST', api(path), { body: { solved: true, word: 'good' } }))).toEqual(UNKNOWN);
    await order(cast.officer, done.id, { command: 'finish', result: '已重新回填' });
    await order(cast.secretary, done.id, { command: 'verify', passed: true });
    expect((await order(leader, done.id, { command: 'close' })).reworks).toBe(1);
    await until('the second close in the record', async () => (await history(cast.worker, done.id)).at(-1)?.type === 'closed');
    expect(refused(await http('GET', api(path)))).toEqual(UNKNOWN);
    const again = (await linkOf(cast.worker, done.id)).body.path;
    expect((await http('POST', api(again), { body: { solved: true, word: 'good' } })).status).toBe(200);
  });

  test('that nobody made is told nothing else', async () => {
    for (const token of ['x', 'A'.repeat(32)]) expect(refused(await http('GET', `/api/callbacks/${token}`))).toEqual(UNKNOWN);
  });
});

test('in the app the reporter gives the same word by a command, and a link then holds no longer', async () => {
  const done = await closed();
  const { path } = (await linkOf(cast.secretary, done.id)).body;
  expect(await order(cast.worker, done.id, { command: 'recordCallback', solved: true, word: 'good' })).toMatchObject({ callbacks: [{ word: 'good' }] });
  await until('the word in the record', async () => (await history(cast.worker, done.id)).at(-1)?.type === 'calledBack');
  expect(refused(await http('GET', api(path)))).toEqual(UNKNOWN);
});

function filesUnder(folder: string): string[] {
  return readdirSync(join(place.data, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A file of a running broker may be gone by the time it is read. */
function holds(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file).includes(text);
}
