import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { callPeople } from '@shaodao/contracts/calls';
import { CallWorld, wordsOf, type CalledPerson } from '../world/called-people.js';
import { CityClient } from '../world/channel-city/client.js';
import { killAndWait, pidOf } from '../world/children.js';
import { person } from '../world/people.js';
import { place } from '../world/place.js';
import { until } from '../world/wait.js';

/** As many as the demonstration's plan calls, in round figures. */
const MANY = 860;
const city = new CityClient(place.cityUrl);
let world: CallWorld;
let people: CalledPerson[];
let turn = 0;

beforeAll(async () => {
  world = await CallWorld.join(MANY);
  people = world.people;
});
beforeEach(async () => {
  await city.clear();
});
afterAll(() => world.leave());

const LIVE = { realm: 'live', attempt: 0 } as const;
/** A number of its own for each call, so that its messages are found again in the city. */
const newCall = () => ({ activationId: randomUUID(), words: wordsOf(`511703-20261126-A${String(++turn).padStart(3, '0')}`) });
const settled = (): Promise<unknown> => until('all receipts', async () => (await city.receipts()).waiting === 0);

describe('many people are called', () => {
  test('by work app in one request; who presses the button has answered, and dispatch hears of each', async () => {
    await city.script('live', { usual: { act: 'answer', afterMs: 20 } });
    const call = { ...LIVE, ...newCall(), channel: 'workApp' as const };
    const called = await world.call(people, call);
    expect(called).toEqual({ acceptedAt: expect.any(Number), accepted: MANY, failed: [], unknown: [] });
    await until('all answers', async () => world.heardOf(call.activationId, 'answered').size === MANY);
    const messages = await city.messages();
    expect(messages.map(({ realm, way, addresses, text, links }) => [realm, way, addresses.length, text, links])).toEqual([
      ['live', 'workApp', MANY, expect.stringContaining(`【${call.words.number}】防汛应急预案（某街道）Ⅱ级响应，11月26日20:00启动`), [`${place.url}/a/${call.activationId}`]],
    ]);
    const [first] = people;
    expect(await world.deliveries(call.activationId, first?.personId ?? '')).toMatchObject([{ purpose: 'call', channel: 'workApp', attempt: 0, state: 'read', code: null }]);
    await settled();
    await city.assertNothingUnexpected();
  });

  test('by SMS, each with a link of their own; a phone that is off is a failure with the vendor’s code', async () => {
    const off = people.slice(0, 10);
    await city.script('live', { usual: { act: 'receive', afterMs: 0 }, people: Object.fromEntries(off.map(({ phone }) => [phone, { act: 'phoneOff', afterMs: 0 }])) });
    await city.receiptCopies(2);
    const call = { ...LIVE, ...newCall(), channel: 'sms' as const };
    expect(await world.call(people, call)).toMatchObject({ accepted: MANY, failed: [], unknown: [] });
    await until('all receipts heard', async () => world.heardOf(call.activationId, 'reached').size === MANY - 10);
    await until('the failures told', async () => world.heardOf(call.activationId, 'failed').size === 10);
    expect(world.heardOf(call.activationId, 'failed')).toEqual(new Set(off.map(({ personId }) => personId)));
    await settled();
    const messages = await city.messages();
    expect(messages.map(({ addresses }) => addresses.length)).toEqual([100, 100, 100, 100, 100, 100, 100, 100, 60]);
    const links = new Map(messages.flatMap(({ addresses, links: all }) => addresses.map((address, index) => [address, all[index]])));
    for (const one of people) expect(links.get(one.phone)).toBe(`${place.url}/a/${call.activationId}#${one.token}`);
    expect(await world.deliveries(call.activationId, off[0]?.personId ?? '')).toMatchObject([{ channel: 'sms', state: 'failed', code: 'MK:0001' }]);
    const again = await world.call(people, call);
    expect(again).toMatchObject({ accepted: MANY - 10, unknown: [] });
    expect(new Set(again.failed.map(({ personId }) => personId))).toEqual(new Set(off.map(({ personId }) => personId)));
    expect(await city.messages()).toHaveLength(9);
    await city.assertNothingUnexpected();
  });

  test('by voice within the vendor’s rate; only a pressed key is an answer, and nobody is rung up twice in a minute', async () => {
    const some = people.slice(0, 300);
    const [key, wrong, off] = [some.slice(0, 100), some.slice(100, 200), some.slice(200)];
    const script = [...key.map(({ phone }) => [phone, 'answer']), ...wrong.map(({ phone }) => [phone, 'wrongKey']), ...off.map(({ phone }) => [phone, 'phoneOff'])];
    await city.script('live', { people: Object.fromEntries(script.map(([phone, act]) => [phone, { act: act as 'answer', afterMs: 0 }])) });
    const call = { ...LIVE, ...newCall(), channel: 'voice' as const };
    expect(await world.call(some, call)).toMatchObject({ accepted: 300, failed: [], unknown: [] });
    await until('the keys', async () => world.heardOf(call.activationId, 'answered').size === 100);
    await until('those reached', async () => world.heardOf(call.activationId, 'reached').size >= 100);
    expect(world.heardOf(call.activationId, 'answered')).toEqual(new Set(key.map(({ personId }) => personId)));
    expect((await world.call(some, { ...call, attempt: 1 })).failed.every(({ code }) => code === 'CALLEE_LIMIT')).toBe(true);
    await settled();
    await city.assertNothingUnexpected();
  });

  test('only a call is answered by its button: of an upgrade people are reached, of anything else dispatch hears nothing', async () => {
    await city.script('live', { usual: { act: 'answer', afterMs: 0 } });
    const some = people.slice(0, 20);
    const [upgraded, missing] = [newCall(), newCall()];
    for (const [call, purpose] of [[missing, 'missing'], [upgraded, 'upgraded']] as const) {
      await world.call(some, { ...LIVE, ...call, words: { ...call.words, purpose }, channel: 'workApp' });
      await settled();
    }
    await until('those reached', async () => world.heardOf(upgraded.activationId, 'reached').size === 20);
    expect(world.heard.filter(({ activationId, what }) => activationId === missing.activationId || (activationId === upgraded.activationId && what !== 'reached'))).toEqual([]);
  });

  test('in our own pages: a message each, told once, and the bell counts it', async () => {
    const cadre = await person('communitySecretary');
    const everybody = [...people, { personId: cadre.personId, phone: '', workAppId: '', token: 't' }].slice(1);
    const call = { ...LIVE, ...newCall(), channel: 'inApp' as const };
    const before = (await cadre.get<{ unread: number }>('/api/notices')).body.unread;
    for (let time = 0; time < 2; time++) expect(await world.call(everybody, call)).toEqual({ acceptedAt: expect.any(Number), accepted: MANY, failed: [], unknown: [] });
    const page = (await cadre.get<{ items: { number: string; text: string; activationId: string | null }[]; unread: number }>('/api/notices?limit=200')).body;
    expect(page.items.filter(({ number }) => number === call.words.number)).toMatchObject([{ activationId: call.activationId }]);
    expect(page.unread).toBe(Math.min(100, before + 1));
    expect(await city.messages()).toEqual([]);
  });
});

describe('a drill', () => {
  test('goes to its own vendors under its own words, and the live ones see nothing of it', async () => {
    await city.script('drill', { usual: { act: 'answer', afterMs: 0 } });
    const some = people.slice(300, 400);
    for (const channel of ['workApp', 'sms', 'voice'] as const) {
      const call = { realm: 'drill' as const, attempt: 0, ...newCall(), channel };
      expect(await world.call(some, call)).toMatchObject({ accepted: 100, failed: [], unknown: [] });
      await until('the answers', async () => world.heardOf(call.activationId, channel === 'sms' ? 'reached' : 'answered').size === 100);
    }
    for (const { realm, text } of await city.messages()) expect([realm, text.slice(0, 4)]).toEqual(['drill', '【演练】']);
    await settled();
    await city.assertNothingUnexpected();
  });
});

describe('vendors that fail', () => {
  let some: CalledPerson[];
  beforeAll(() => {
    some = people.slice(400, 500);
  });

  test('a work app that takes a message and never says so is asked again, and nobody gets two', async () => {
    await city.order({ realm: 'live', way: 'workApp', misdeed: 'timeoutAfter', times: 1 });
    const call = { ...LIVE, ...newCall(), channel: 'workApp' as const };
    expect(await world.call(some, call)).toMatchObject({ accepted: 100, unknown: [] });
    expect(await city.messages()).toHaveLength(1);
    await city.assertNothingUnexpected();
  });

  test('a token revoked midway is fetched anew, a busy vendor is asked again', async () => {
    await city.order({ realm: 'live', way: 'workApp', misdeed: 'revoked', times: 1 });
    await city.order({ realm: 'live', way: 'workApp', misdeed: 'busy', times: 2 });
    const call = { ...LIVE, ...newCall(), channel: 'workApp' as const };
    expect(await world.call(some, call)).toMatchObject({ accepted: 100, unknown: [] });
    await city.order({ realm: 'live', way: 'sms', misdeed: 'busy', times: 2 });
    expect(await world.call(some, { ...call, channel: 'sms' })).toMatchObject({ accepted: 100, unknown: [] });
    await city.assertNothingUnexpected();
  });

  test('people who left the tenant fail alone', async () => {
    const left = some.slice(0, 3);
    await city.script('live', { people: Object.fromEntries(left.map(({ workAppId }) => [workAppId, { act: 'left', afterMs: 0 }])) });
    const answer = await world.call(some, { ...LIVE, ...newCall(), channel: 'workApp' });
    expect(answer).toMatchObject({ accepted: 97, unknown: [] });
    expect(new Set(answer.failed.map(({ personId, code }) => `${personId} ${code}`))).toEqual(new Set(left.map(({ personId }) => `${personId} NO_ACCOUNT`)));
  });

  test('an SMS taken without an answer is found by asking, one never taken is unknown and is not sent again', async () => {
    await city.order({ realm: 'live', way: 'sms', misdeed: 'timeoutAfter', times: 1 });
    const call = { ...LIVE, ...newCall(), channel: 'sms' as const };
    expect(await world.call(some, call)).toMatchObject({ accepted: 100, unknown: [] });
    await city.order({ realm: 'live', way: 'sms', misdeed: 'timeoutBefore', times: 1 });
    const lost = { ...LIVE, ...newCall(), channel: 'sms' as const };
    const answer = await world.call(some, lost);
    expect([answer.accepted, answer.failed, answer.unknown.length]).toEqual([0, [], 100]);
    expect((await world.call(some, lost)).unknown).toHaveLength(100);
    expect(await city.messages()).toHaveLength(1);
    await city.assertNothingUnexpected();
  });
});

describe('notification killed in the middle of a call', () => {
  let some: CalledPerson[];
  beforeAll(() => {
    some = people.slice(500, 800);
  });

  test.each([
    ['workApp', 'timeoutAfter'],
    ['workApp', 'timeoutBefore'],
    ['sms', 'timeoutAfter'],
    ['sms', 'timeoutBefore'],
  ] as const)('%s, %s: repeated, everybody is accounted for and nobody got two', async (channel, misdeed) => {
    await city.order({ realm: 'live', way: channel, misdeed, times: 1 });
    const call = { ...LIVE, ...newCall(), channel };
    const first = world.bus.request(callPeople, { ...call, people: some.map(({ personId, token }) => ({ personId, token })) }).catch(() => null);
    await until('the rows', async () => (await world.deliveries(call.activationId, some[0]?.personId ?? '')).length === 1);
    await killAndWait('notification');
    const called = await until('the repeat', () => world.call(some, call));
    await first;
    const counts = await city.countsByPerson();
    const got = some.filter((one) => counts[`live ${channel} ${channel === 'sms' ? one.phone : one.workAppId}`] === 1);
    expect(Object.values(counts).every((count) => count === 1)).toBe(true);
    // An SMS cut off before it was taken may not be sent again; the next rung takes over.
    expect([called.accepted, called.failed, called.unknown.length]).toEqual([got.length, [], some.length - got.length]);
    if (channel === 'workApp') expect(called.accepted).toBe(some.length);
    expect(await world.call(some, call)).toMatchObject({ accepted: called.accepted, failed: [] });
    expect(await city.countsByPerson()).toEqual(counts);
    await city.assertNothingUnexpected();
  }, 60_000);
});

describe('receipts', () => {
  test('that dispatch did not take are told again, also by the process that comes after one killed', async () => {
    await city.script('live', { usual: { act: 'answer', afterMs: 0 } });
    const some = people.slice(800, 850);
    const call = { ...LIVE, ...newCall(), channel: 'workApp' as const };
    const dispatch = pidOf('dispatch');
    process.kill(dispatch, 'SIGSTOP');
    try {
      await world.call(some, call);
      await settled();
      await until('the first telling', async () => world.heardOf(call.activationId, 'answered').size > 0);
      await killAndWait('notification');
      world.heard.length = 0;
      await until('the telling of the next', async () => world.heardOf(call.activationId, 'answered').size === 50, 60_000);
    } finally {
      process.kill(dispatch, 'SIGCONT');
    }
  }, 120_000);

  test('that are forged, or of the other realm, are refused and change nothing', async () => {
    const some = people.slice(850, 851);
    const call = { ...LIVE, ...newCall(), channel: 'sms' as const };
    await world.call(some, call);
    const [message] = await city.messages();
    const body = JSON.stringify([{ phone_number: some[0]?.phone, success: true, out_id: message?.id }]);
    for (const [realm, token] of [['live', 'receipt-token-of-drill'], ['live', ''], ['drill', 'receipt-token-of-live']]) {
      const answer = await fetch(`${place.url}/api/channels/${realm}/sms/receipts?token=${token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      expect(answer.status).toBe(401);
    }
    const crossed = await fetch(`${place.url}/api/channels/drill/sms/receipts?token=receipt-token-of-drill`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(crossed.status).toBe(200);
    expect(await world.deliveries(call.activationId, some[0]?.personId ?? '')).toMatchObject([{ state: 'accepted' }]);
  });
});
