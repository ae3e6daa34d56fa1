import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answerCallback, getCallbackForm, makeCallbackLink } from '@shaodao/contracts/callbacks';
import { CodedError } from '@shaodao/contracts/errors';
import { checkSession } from '@shaodao/contracts/registry';
import { expectProblem, send } from '@shaodao/gateway/fixture/http';
import { MORNING, worker } from '@shaodao/gateway/fixture/people';
import { World } from '@shaodao/gateway/fixture/world';

const ID = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b55';
const TOKEN = 'kq0l0cHcA8QmSxYlRk1hJbJ3VtZpQwEy';
let world: World;

beforeAll(async () => {
  world = await World.start(24_110);
  world.sessions.set('worker', worker);
  const form = (token: string, answeredAt: number | null) => {
    if (token !== TOKEN) throw new CodedError('NOT_FOUND', { reason: 'this link is unknown or holds no longer' });
    return { number: '511703-20261123-00042', categoryName: '道路', closedAt: MORNING, answeredAt };
  };
  world.answer(makeCallbackLink, () => ({ token: TOKEN }));
  world.answer(getCallbackForm, ({ token }) => form(token, null));
  world.answer(answerCallback, ({ token }) => form(token, MORNING));
});
afterAll(() => world.end());

const FORM = `/api/callbacks/${TOKEN}`;

describe('the form behind a call-back’s link', () => {
  test('is read and answered without a session, and asks nobody for one', async () => {
    const shown = await send(world.url + FORM);
    expect([shown.status, shown.body, shown.headers.get('cache-control')]).toEqual([
      200,
      { number: '511703-20261123-00042', categoryName: '道路', closedAt: '2026-11-23T09:30:00.000+08:00', answeredAt: null },
      'no-store',
    ]);
    const answer = { solved: true, word: 'good', remark: '修得很快' };
    const answered = await send(world.url + FORM, { body: answer });
    expect([answered.status, answered.body['answeredAt']]).toEqual([200, '2026-11-23T09:30:00.000+08:00']);
    expect(world.lastAsked(answerCallback)).toEqual({ token: TOKEN, answer });
    expect(world.countAsked(checkSession)).toBe(0);
  });

  test('an unknown link is 404 in the same words, whatever it looks like', async () => {
    const unknown = ['x', `${TOKEN}x`, '0'.repeat(32), '%E4%BD%A0%E5%A5%BD', 'a'.repeat(90)];
    const said = new Set<string>();
    for (const token of unknown) {
      const answer = await send(`${world.url}/api/callbacks/${token}`);
      expectProblem(answer, 404, 'NOT_FOUND');
      said.add(JSON.stringify({ ...answer.body, instance: '' }));
    }
    expect(said.size).toBe(1);
    expectProblem(await send(`${world.url}/api/callbacks/x`, { body: { solved: true, word: 'good' } }), 404, 'NOT_FOUND');
  });

  test.each<[string, unknown, string]>([
    ['no word', { solved: true }, 'word'],
    ['a word of its own', { solved: true, word: 'great' }, 'word'],
    ['no answer whether it is solved', { word: 'good' }, 'solved'],
    ['who called back', { solved: true, word: 'good', channel: 'phone' }, 'channel'],
    ['an empty remark', { solved: true, word: 'good', remark: ' ' }, 'remark'],
    ['too long a remark', { solved: true, word: 'good', remark: '长'.repeat(4_001) }, 'remark'],
  ])('an answer with %s is refused, naming the field', async (_, body, field) => {
    expectProblem(await send(world.url + FORM, { body }), 400, 'INVALID', field);
  });
});

test('a link is made for a signed-in person only, and each is new', async () => {
  expectProblem(await send(`${world.url}/api/cases/${ID}/callback-link`, { method: 'POST' }), 401, 'UNAUTHENTICATED');
  const made = await send(`${world.url}/api/cases/${ID}/callback-link`, { method: 'POST', token: 'worker' });
  expect([made.status, made.body, made.headers.get('location')]).toEqual([201, { path: `/callback/${TOKEN}` }, `/callback/${TOKEN}`]);
  expect(world.lastAsked(makeCallbackLink)).toEqual({ actor: worker.actor, caseId: ID });
});
