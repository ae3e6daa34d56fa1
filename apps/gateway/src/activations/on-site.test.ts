import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CodedError } from '@shaodao/contracts/errors';
import { acknowledge, showTeamCode } from '@shaodao/contracts/task-cards';
import { ACTIVATION, card } from '@shaodao/gateway/fixture/activations';
import { expectProblem, send, type Answer } from '@shaodao/gateway/fixture/http';
import { MORNING, worker } from '@shaodao/gateway/fixture/people';
import { World } from '@shaodao/gateway/fixture/world';

const TOKEN = 'kq0l0cHcA8QmSxYlRk1hJb';
const HERE = { lng: 107.5, lat: 31.2, accuracyMetres: 12 };
const CODE = `3.mi2x9k8a.${'A'.repeat(22)}`;
const OF_OTHERS = `4.mi2x9k8a.${'A'.repeat(22)}`;
let world: World;

beforeAll(async () => {
  world = await World.start(24_330);
  world.answer(acknowledge, ({ teamCode }) => {
    if (teamCode === OF_OTHERS) throw new CodedError('INVALID', { field: 'teamCode', reason: 'the code is of another team', reasonZh: '这是别的编队的到岗码' });
    return card(MORNING);
  });
  world.answer(showTeamCode, () => ({ code: CODE, expiresAt: MORNING + 600_000, planName: '防汛应急预案', drill: true, teamName: '某队', meetingPoint: '社区广场' }));
});
afterAll(() => world.end());

const post = (path: string, body: unknown, options: Parameters<typeof send>[1] = {}): Promise<Answer> => send(`${world.url}/api/activations/${ACTIVATION}/${path}`, { body, ...options });
const says = (shown: object, headers: Record<string, string> = {}): Promise<Answer> => post('acknowledge', { token: TOKEN, onSite: true, ...shown }, { headers });

test('a code comes as it was scanned, a place with its accuracy or not at all', async () => {
  expect((await says({ teamCode: CODE })).status).toBe(200);
  expect(world.lastAsked(acknowledge)).toEqual({ id: ACTIVATION, actor: null, token: TOKEN, onSite: true, location: null, teamCode: CODE });
  expect((await says({ location: HERE })).status).toBe(200);
  expect(world.lastAsked(acknowledge)).toMatchObject({ location: HERE, teamCode: null });
  expectProblem(await says({ location: { lng: 107.5, lat: 31.2 } }), 400, 'INVALID', 'location.accuracyMetres');
  expectProblem(await says({ location: { ...HERE, accuracyMetres: -1 } }), 400, 'INVALID', 'location.accuracyMetres');
  expectProblem(await says({ teamCode: 'x'.repeat(65) }), 400, 'INVALID', 'teamCode');
});

test('why nothing shows a place is said in the language asked for, with the field', async () => {
  const refused = await says({ teamCode: OF_OTHERS });
  expectProblem(refused, 400, 'INVALID', 'teamCode');
  expect(refused.body['detail']).toBe('这是别的编队的到岗码');
  expect((await says({ teamCode: OF_OTHERS }, { 'accept-language': 'en' })).body['detail']).toBe('the code is of another team');
});

test('the code of a team is shown by a token as by a session, with the instant it ends; without either to nobody', async () => {
  const shown = await post('team-code', { token: TOKEN, teamNo: 3 });
  expect([shown.status, shown.body['code'], shown.body['expiresAt']]).toEqual([200, CODE, '2026-11-23T09:40:00.000+08:00']);
  world.sessions.set('leads', worker);
  expect((await post('team-code', { teamNo: 3 }, { token: 'leads' })).status).toBe(200);
  expect(world.lastAsked(showTeamCode)).toEqual({ id: ACTIVATION, actor: worker.actor, token: null, teamNo: 3 });
  expectProblem(await post('team-code', { teamNo: 3 }), 401, 'UNAUTHENTICATED');
  expectProblem(await post('team-code', { token: TOKEN, teamNo: -1 }), 400, 'INVALID', 'teamNo');
});
