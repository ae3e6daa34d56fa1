import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliveriesOf } from '@shaodao/contracts/calls';
import type { HttpAlert } from '@shaodao/contracts/http-alerts';
import type { HttpActivation } from '@shaodao/contracts/http-activations';
import { checkSchema } from '@shaodao/dispatch/alerts/cap/schema';
import { geocoded, info, rsaPair } from '@shaodao/dispatch/alerts/fixture/messages';
import { signed } from '@shaodao/dispatch/alerts/cap/sign';
import type { CapMessage } from '@shaodao/domain/alert/message';
import { capXml } from '@shaodao/domain/alert/xml';
import { Bus } from '@shaodao/platform/bus';
import { AlertSenders, alertNow, post } from '../world/alerts.js';
import { person, type Answer, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { say } from '../world/register.js';
import { until } from '../world/wait.js';

/** 预警 in CAP 1.2: what known senders say proposes, and starts by itself only where a plan says so. */

const FLOOD_PLAN = '511703-FX';
const SNOW_PLAN = 'YJ-SNOW';
/** Ground no other story works on. */
const COMMUNITY = '511703002001';

let senders: AlertSenders;
let leader: Person;
let bus: Bus;

beforeAll(async () => {
  senders = AlertSenders.known();
  leader = await person('centreLeader');
  bus = await Bus.connect({ url: place.natsUrl, name: 'test' });
  await say('plans', SNOW_PLAN, { code: SNOW_PLAN, name: '低温雨雪应急预案', hazard: 'snow', areas: ['511703'], highestLevel: 'I', twoPersons: false, cancelSeconds: 0, startsByAlert: true });
});
afterAll(async () => {
  await say('plans', SNOW_PLAN, null);
  await bus.onApplicationShutdown();
});

const id = (answer: Answer): string => String(answer.body['id']);
const see = async (alert: string, who = leader): Promise<HttpAlert> => (await who.get<HttpAlert>(`/api/alerts/${alert}`)).body;
const opened = async (who = leader): Promise<string[]> => (await who.get<{ items: HttpAlert[] }>('/api/alerts')).body.items.map((one) => one.id);
const about = ({ sender, identifier, sentAt }: CapMessage): CapMessage['references'] => [{ sender, identifier, sentAt }];
const refused = ({ status, body }: Answer): unknown[] => [status, body['code'], body['field'], body['detail']];

describe('an alert of a known sender', () => {
  test('is kept once and proposes an activation to those who command; nobody is called by it', async () => {
    const given = alertNow({ infos: [info({ areas: geocoded('511703') })] });
    const taken = await senders.send(given);
    expect([taken.status, taken.body]).toEqual([201, { id: expect.any(String), state: 'open', keptFor: null }]);
    expect(taken.headers.get('location')).toBe(`/api/alerts/${id(taken)}`);
    const again = await senders.send(given);
    expect([again.status, again.body]).toEqual([200, taken.body]);
    expect(await see(id(taken))).toMatchObject({
      state: 'open',
      sender: 'weather.example',
      drill: false,
      hazard: 'flood',
      level: 'II',
      areas: [{ code: '511703', name: '达川区' }],
      headline: '某区气象台发布暴雨橙色预警信号',
      plans: [{ code: FLOOD_PLAN, name: '防汛应急预案', areas: ['511703'] }],
      activationId: null,
      sentAt: expect.stringMatching(/\+08:00$/),
    });
    expect(await opened()).toContain(id(taken));
    const other = await senders.send({ ...given, infos: [info({ severity: 'Minor' })] });
    expect(refused(other)).toEqual([409, 'KEY_REUSED', 'identifier', 'this sender used the identifier for another message']);
  });

  test('sent twenty times at once is one', async () => {
    const xml = await senders.sign(alertNow());
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(xml)));
    expect(new Set(answers.map(id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test('is told to leaders on duty, in words of ours, once', async () => {
    const district = await person('districtLeader');
    const taken = await senders.send(alertNow({ infos: [info({ headline: '发布暴雨红色预警信号' })] }));
    const told = await until('a message to the leader', async () => {
      const { items } = await bus.request(deliveriesOf, { activationId: id(taken), personId: district.personId });
      return items.length > 0 ? items : null;
    });
    expect(told.map(({ purpose, attempt }) => [purpose, attempt])).toEqual(told.map(() => ['alert', 0]));
    expect(new Set(told.map(({ channel }) => channel)).size).toBe(told.length);
  });

  test('is replaced by an Update and ended by a Cancel of the same sender, in whatever order they come', async () => {
    const first = alertNow({ sender: 'water.example', infos: [info({ event: '洪水', headline: '洪水蓝色预警' })] });
    const update: CapMessage = { ...alertNow({ sender: 'water.example', msgType: 'Update', infos: [info({ event: '洪水', headline: '洪水红色预警' })] }), references: about(first) };
    const [one, two] = [await senders.send(first), await senders.send(update)];
    expect([(await see(id(one))).state, (await see(id(two))).state, (await see(id(two))).level]).toEqual(['replaced', 'open', 'I']);
    const cancel: CapMessage = { ...alertNow({ sender: 'water.example', msgType: 'Cancel', infos: [] }), references: [...about(first), ...about(update)] };
    expect((await senders.send(cancel)).body).toMatchObject({ state: 'kept', keptFor: 'msgType' });
    expect([(await see(id(one))).state, (await see(id(two))).state]).toEqual(['cancelled', 'cancelled']);

    const late = alertNow({ sender: 'water.example' });
    await senders.send({ ...alertNow({ sender: 'water.example', msgType: 'Cancel', infos: [] }), references: about(late) });
    expect((await senders.send(late)).body).toMatchObject({ state: 'cancelled' });
    expect(await opened()).not.toContain(id(one));
  });

  test('is not touched by an exercise, nor by what another sender says of it', async () => {
    const given = alertNow();
    const taken = await senders.send(given);
    await senders.send({ ...alertNow({ status: 'Exercise', msgType: 'Cancel', infos: [] }), references: about(given) });
    expect((await see(id(taken))).state).toBe('open');
    const foreign = await senders.send({ ...alertNow({ sender: 'water.example', msgType: 'Cancel', infos: [] }), references: about(given) });
    expect(refused(foreign)).toEqual([400, 'INVALID', 'references', 'a sender changes its own messages only']);
  });

  test.each<[string, Partial<CapMessage>]>([
    ['status', { status: 'Test' }],
    ['status', { status: 'System' }],
    ['status', { status: 'Draft' }],
    ['msgType', { msgType: 'Ack' }],
    ['elsewhere', { infos: [info({ areas: geocoded('520402') })] }],
    ['allClear', { infos: [info({ responseTypes: ['AllClear'] })] }],
  ])('proposes nothing for its %s', async (keptFor, given) => {
    const taken = await senders.send(alertNow(given));
    expect(taken.body).toMatchObject({ state: 'kept', keptFor });
    expect(await opened()).not.toContain(id(taken));
  });

  test('proposes a drill where it is an exercise', async () => {
    const taken = await senders.send(alertNow({ status: 'Exercise' }));
    expect(await see(id(taken))).toMatchObject({ state: 'open', drill: true });
  });

  test('is seen by whoever commands its ground, and by nobody else', async () => {
    const taken = await senders.send(alertNow({ infos: [info({ areas: geocoded(COMMUNITY.slice(0, 9)) })] }));
    const own = await person('subdistrictDuty', 0, (one) => one.areaCode === '511703001');
    expect((await own.get(`/api/alerts/${id(taken)}`)).status).toBe(404);
    expect(await opened(own)).not.toContain(id(taken));
    expect((await (await person('gridWorker')).get('/api/alerts')).status).toBe(403);
  });
});

describe('what is refused', () => {
  test.each<[string, () => Promise<string>, unknown[], string]>([
    ['without a signature', async () => capXml(alertNow()), [403, 'FORBIDDEN', 'Signature', 'the message is not signed'], '预警没有数字签名'],
    ['of a stranger', async () => signed(capXml(alertNow({ sender: 'stranger.example' })), rsaPair().privateKey), [403, 'FORBIDDEN', 'sender', 'this sender is not known'], '未登记的预警发送方'],
    ['signed by nobody known', async () => signed(capXml(alertNow()), rsaPair().privateKey), [403, 'FORBIDDEN', 'Signature', 'the signature is broken, or by a key we do not know'], '数字签名无效，或密钥未登记'],
    ['changed on the way', async () => (await senders.sign(alertNow())).replace('Severe', 'Extreme'), [403, 'FORBIDDEN', 'Signature', 'the signature is broken, or by a key we do not know'], '数字签名无效，或密钥未登记'],
    ['with entities', async () => '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>', [400, 'INVALID', 'body', 'line 2: a DTD is not allowed'], '第 2 行：不接受 DTD 和实体定义'],
    ['that is no XML', async () => 'alert!', [400, 'INVALID', 'body', 'line 1: not well-formed XML (text data outside of root node.)'], '第 1 行：不是格式良好的 XML'],
    ['sent in the future', () => senders.sign(alertNow({ sentAt: Date.parse('2099-01-01T00:00:00+08:00') })), [400, 'INVALID', 'sent', 'sent in the future'], '发送时间晚于当前时间'],
    ['that has expired', () => senders.sign(alertNow({ infos: [info({ expiresAt: Date.parse('2020-01-01T00:00:00+08:00') })] })), [400, 'INVALID', 'expires', 'expired'], '预警已过有效期'],
    ['outside the schema', () => senders.sign(alertNow({ status: 'Real' as 'Actual' })), [400, 'INVALID', 'status', expect.stringMatching(/^line 6: .*enumeration/)], '第 6 行：元素 status 不符合 CAP 1.2（OASIS）格式'],
  ])('%s, by its name, in both languages', async (_, make, expected, zh) => {
    const xml = await make();
    expect(refused(await post(xml))).toEqual(expected);
    expect((await post(xml, 'zh-CN')).body['detail']).toBe(zh);
  });
});

describe('a plan that starts by an alert', () => {
  test('is pressed by it, told as CAP from beginning to end, and stands down like any other', async () => {
    const taken = await senders.send(alertNow({ status: 'Exercise', infos: [info({ event: '寒潮', headline: '发布寒潮黄色预警信号', areas: geocoded(COMMUNITY) })] }));
    const { activationId } = await until('the press', async () => {
      const seen = await see(id(taken));
      return seen.state === 'activated' ? seen : null;
    });
    const find = async (): Promise<HttpActivation> => (await leader.get<HttpActivation>(`/api/activations/${activationId}`)).body;
    const active = await until('its effect', async () => {
      const now = await find();
      return now.phase === 'active' ? now : null;
    });
    expect(active).toMatchObject({ planId: SNOW_PLAN, drill: true, level: 'III', pressedById: '00000000-0000-0000-0000-000000000000', reason: expect.stringContaining('发布寒潮黄色预警信号'), areas: [{ code: COMMUNITY }] });

    const down = await leader.post(`/api/activations/${activationId}/stand-down`, { reason: '演练结束' });
    expect(down.status).toBe(200);
    const list = await until('the Cancel', async () => {
      const { items } = (await leader.get<{ items: { seq: number; msgType: string; identifier: string }[] }>(`/api/activations/${activationId}/cap/messages`)).body;
      return items.at(-1)?.msgType === 'Cancel' ? items : null;
    });
    expect(list.map(({ msgType }) => msgType)).toEqual(['Alert', 'Cancel']);
    for (const { seq, identifier, msgType } of list) {
      const xml = await cap(`/api/activations/${activationId}/cap?seq=${seq}`);
      await checkSchema(xml);
      expect(xml).toContain(`<identifier>${identifier}</identifier>`);
      expect(xml).toContain('<status>Exercise</status>');
      expect(xml).toContain(`<msgType>${msgType}</msgType>`);
      expect(xml).toContain(`<value>${COMMUNITY}</value>`);
      expect(xml).toMatch(/<headline>【演练】/);
      // Words of the alert and of people stay where they were written.
      expect(xml).not.toContain('寒潮黄色');
      expect(xml).not.toContain('演练结束');
    }
    expect(await cap(`/api/activations/${activationId}/cap`)).toContain('<msgType>Cancel</msgType>');
    expect((await leader.get(`/api/activations/${activationId}/cap?seq=999`)).body).toMatchObject({ code: 'NOT_FOUND', field: 'seq' });
    expect((await see(id(taken))).activationId).toBe(activationId);
  });

  test('is not pressed without a code of the ground: a person says where', async () => {
    const drawn = [{ desc: '某山沿线', polygons: ['31.2,107.4 31.2,107.6 31.4,107.6 31.2,107.4'], circles: [], geocodes: [] }];
    const taken = await senders.send(alertNow({ status: 'Exercise', infos: [info({ event: '暴雪', headline: '暴雪蓝色预警', areas: drawn })] }));
    const later = await senders.send(alertNow({ status: 'Exercise', infos: [info({ event: '暴雪', headline: '暴雪蓝色预警', areas: geocoded('511703002002') })] }));
    await until('the press for the later one', async () => (await see(id(later))).state === 'activated');
    expect(await see(id(taken))).toMatchObject({ state: 'open', areas: [], areaWords: ['某山沿线'], plans: [{ code: SNOW_PLAN }] });
    await leader.post(`/api/activations/${(await see(id(later))).activationId}/stand-down`, { reason: '演练结束' });
  });
});

async function cap(path: string): Promise<string> {
  const response = await fetch(place.url + path, { headers: { authorization: `Bearer ${leader.token}` } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/cap+xml; charset=utf-8']);
  return response.text();
}
