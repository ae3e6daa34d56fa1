import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { askConfirm, tellRoot } from '@shaodao/contracts/activation-work';
import { callHeard } from '@shaodao/contracts/calls';
import { Bus } from '@shaodao/platform/bus';
import { city, COMMUNITY, endPlan, inForce, messagesOf, pressed, sayPlan, see, standDown, type Activation } from '../world/activation.js';
import type { Way } from '../world/channel-city/records.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

/** What leaders hear and do of an activation besides commanding it: asked again, told of a whole subdistrict, calling people themselves. */

const PLAN = 'T-LEADERS';
const ALONE = 'T-LEADERS-ALONE';
let boss: Person;
let bus: Bus;
const begun: string[] = [];

beforeAll(async () => {
  boss = await person('centreLeader');
  await sayPlan(PLAN, { confirmMinutes: 10 });
  await sayPlan(ALONE, { twoPersons: false, cancelSeconds: 0 });
  bus = await Bus.connect({ url: place.natsUrl, name: 'test' });
}, 60_000);
beforeEach(async () => {
  await city.clear();
  await city.script('live', { usual: { act: 'receive', afterMs: 0 } });
});
afterAll(async () => {
  for (const id of begun) await standDown(boss, id);
  await bus.onApplicationShutdown();
  await city.clear();
  for (const code of [PLAN, ALONE]) await endPlan(code);
});

async function begin(planId: string): Promise<string> {
  const id = await pressed(boss, { planId });
  begun.push(id);
  return id;
}
/** How often each address was written to in these words on one way. */
async function gotBy(activation: Activation, words: string, way: Way): Promise<Map<string, number>> {
  const addresses = (await messagesOf(activation, words)).filter((message) => message.way === way).flatMap((message) => message.addresses);
  return new Map([...Map.groupBy(addresses, (address) => address)].map(([address, all]) => [address, all.length]));
}
const times = (got: Map<string, number>): number[] => [...new Set(got.values())];
const twice = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all([ask(), ask()]);

test('the leaders who are asked to confirm are asked by SMS and by voice as well, each once, and nobody once it is answered', async () => {
  const id = await begin(PLAN);
  const now = await see(boss, id);
  await until('the first page', async () => (await gotBy(now, '复核确认', 'workApp')).size > 0);
  for (const rung of [1, 2]) {
    const [one, other] = await twice(() => bus.request(askConfirm, { activationId: id, rung }));
    expect(one?.asked).toBeGreaterThan(0);
    expect(other).toEqual(one);
    await bus.request(askConfirm, { activationId: id, rung });
  }
  const asked = await gotBy(now, '登录平台复核确认', 'workApp');
  for (const way of ['sms', 'voice'] as const) {
    const got = await gotBy(now, '登录平台复核确认', way);
    expect([got.size, times(got)]).toEqual([asked.size, [1]]);
  }
  // It leads to the activation, and opens nothing by itself.
  const links = (await messagesOf(now, '复核确认')).flatMap((message) => (message.way === 'sms' ? message.links : []));
  expect(new Set(links)).toEqual(new Set([`${place.url}/activations/${id}`]));
  await boss.post(`/api/activations/${id}/cancel`, { reason: '误报' });
  const before = (await messagesOf(now, '复核确认')).length;
  expect(await bus.request(askConfirm, { activationId: id, rung: 2 })).toEqual({ asked: 0 });
  expect((await messagesOf(now, '复核确认')).length).toBe(before);
  await city.assertNothingUnexpected();
});

describe('in force', () => {
  let id: string;
  beforeAll(async () => {
    id = await begin(ALONE);
    await inForce(boss, id);
  }, 60_000);

  test('who commands is told of a subdistrict once, by its sums', async () => {
    const now = await see(boss, id);
    const { count, teams } = (await query<{ count: number; teams: number }>(
      `SELECT count(*)::int, count(DISTINCT team_no)::int AS teams FROM dispatch.activation_person WHERE activation_id = $1 AND state = 'pending'`,
      [id],
    ))[0] ?? { count: 0, teams: 0 };
    const told = await twice(() => bus.request(tellRoot, { activationId: id, coordinatorNo: 0 }));
    await bus.request(tellRoot, { activationId: id, coordinatorNo: 0 });
    expect(told).toEqual([{ missing: count }, { missing: count }]);
    const messages = await messagesOf(now, '未应答');
    const got = await gotBy(now, '未应答', 'workApp');
    expect([got.size > 0, times(got), new Set(messages.map(({ text }) => text)).size]).toEqual([true, [1], 1]);
    const [area] = now.byArea;
    expect(messages[0]?.text).toBe(`【${now.number}】试验预案（${area?.name}）Ⅱ级响应，${/11月\d+日[\d:]+/.exec(messages[0]?.text ?? '')?.[0]}启动，仍有${teams}个编队${count}人未应答，请立即催叫`);
    expect((await boss.get<{ items: { number: string; text: string }[] }>('/api/notices?limit=50')).body.items.filter(({ text }) => text.includes(now.number) && text.includes('未应答'))).toHaveLength(1);
  });

  test('a call of somebody at a screen stands in the history once: who, when, how many, where and how, and no name', async () => {
    const { items } = (await boss.get<{ items: { personId: string; teamNo: number; teamName: string }[] }>(`/api/activations/${id}/people?state=pending&limit=100`)).body;
    const [first] = items;
    const team = items.filter(({ teamNo }) => teamNo === first?.teamNo).slice(0, 2).map(({ personId }) => personId);
    const call = (key: string) => boss.post<{ called: number; code?: string }>(`/api/activations/${id}/call`, { people: team, channel: 'sms' }, { 'idempotency-key': key });
    const key = randomUUID();
    expect((await call(key)).body).toMatchObject({ called: team.length });
    expect((await call(key)).body).toMatchObject({ called: team.length });
    const now = await see(boss, id);
    const lines = now.timeline.filter(({ type }) => type === 'calledNow');
    expect(lines).toEqual([
      { seq: expect.any(Number), at: expect.any(String), actorId: boss.personId, type: 'calledNow', areas: [COMMUNITY.slice(0, 9)], level: null, subject: String(team.length), channel: 'sms', teamName: first?.teamName, words: null },
    ]);
    expect(times(await gotBy(now, '集结点', 'sms'))).toEqual([1]);
    const other = await boss.post<{ code: string }>(`/api/activations/${id}/call`, { people: team, channel: 'voice' }, { 'idempotency-key': key });
    expect(other.body.code).toBe('KEY_REUSED');
    expect((await (await person('gridWorker')).post<{ code: string }>(`/api/activations/${id}/call`, { people: team, channel: 'sms' })).body.code).toBe('FORBIDDEN');
  });

  test('who was let go is called anew when added: pending again, once more on each channel, with an answer of their own', async () => {
    const before = await see(boss, id);
    const { items } = (await boss.get<{ items: { personId: string; calledAt: string }[] }>(`/api/activations/${id}/people?state=pending&limit=3`)).body;
    const personId = items[2]?.personId ?? '';
    const heard = (at: number) => bus.request(callHeard, { activationId: id, heard: [{ personId, what: 'answered' as const, channel: 'workApp' as const, at }] });
    const row = async () =>
      (await query<{ state: string; round: number; answered: boolean; called: boolean; released: boolean }>(
        `SELECT state, round, answered_at IS NOT NULL AS answered, called_at IS NOT NULL AS called, released_at IS NOT NULL AS released
         FROM dispatch.activation_person WHERE activation_id = $1 AND person_id = $2`,
        [id, personId],
      ))[0];
    const firstAnswer = Date.now();
    await heard(firstAnswer);
    expect(await row()).toMatchObject({ state: 'confirmed', round: 0, answered: true });
    const key = { 'idempotency-key': randomUUID() };
    const letGoKey = { 'idempotency-key': randomUUID() };
    const letGo = () => boss.post<Activation>(`/api/activations/${id}/people/release`, { people: [personId], how: 'release', reason: '调离' }, letGoKey);
    const out = await letGo();
    expect(out.body.tally.people).toBe(before.tally.people - 1);
    await heard(Date.now());
    expect(await row()).toMatchObject({ state: 'confirmed', released: true });
    // Its own call would be of the same second else, and a vendor's word of the old one could not be told from it.
    await until('the second to pass', async () => Date.now() > firstAnswer + 2_000);
    const [outsider] = await query<{ id: string }>(
      `SELECT body->>'id' AS id FROM registry.standing WHERE list = 'people' AND body->>'status' = 'present'
         AND NOT (body->>'id' = ANY(SELECT person_id::text FROM dispatch.activation_person WHERE activation_id = $1)) LIMIT 1`,
      [id],
    );
    // Together with somebody new, in one team: each is called under the number of their own round.
    const add = () => boss.post<Activation>(`/api/activations/${id}/people/add`, { people: [personId, outsider?.id], areaCode: COMMUNITY, reason: '增援' }, key);
    expect((await add()).status).toBe(200);
    expect((await add()).status).toBe(200);
    const back = await until('the new call', async () => {
      const seen = await see(boss, id);
      return seen.tally.people === before.tally.people + 1 && seen.tally.called === seen.tally.pending && (await row())?.called === true ? seen : null;
    });
    const { tally } = back;
    expect(tally.pending + tally.confirmed + tally.late + tally.unreachable + tally.excused).toBe(tally.people);
    expect(await row()).toEqual({ state: 'pending', round: 1, answered: false, called: true, released: false });
    // Nor does the word that let them go, when it comes once more.
    expect((await letGo()).status).toBe(200);
    expect(await row()).toMatchObject({ state: 'pending', round: 1, released: false });
    // What the vendor tells once more of the first call is of the first call.
    await heard(firstAnswer);
    expect((await row())?.answered).toBe(false);
    const { deliveries } = (await boss.get<{ deliveries: { purpose: string; channel: string; attempt: number }[] }>(`/api/activations/${id}/people/${personId}`)).body;
    await until('the message in their own pages', async () => {
      const { deliveries: all } = (await boss.get<{ deliveries: { channel: string; attempt: number }[] }>(`/api/activations/${id}/people/${personId}`)).body;
      return all.some(({ channel, attempt }) => channel === 'inApp' && attempt === 1_000);
    });
    expect(deliveries.filter(({ purpose, channel }) => purpose === 'call' && channel === 'workApp').map(({ attempt }) => attempt)).toEqual([0, 1_000]);
    await heard(Date.now());
    expect(await row()).toMatchObject({ state: 'confirmed', round: 1 });
    const answers = await query<{ round: number }>('SELECT round FROM dispatch.activation_answer WHERE activation_id = $1 AND person_id = $2 ORDER BY 1', [id, personId]);
    expect(answers.map(({ round }) => round)).toEqual([0, 1]);
    // The same word again puts nobody back who was let go behind it.
    await boss.post(`/api/activations/${id}/people/release`, { people: [personId], how: 'release', reason: '调离' });
    expect((await add()).body.tally.people).toBe(before.tally.people);
    await city.assertNothingUnexpected();
  });
});
