import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { vendorReceipt } from '@shaodao/contracts/calls';
import { CodedError } from '@shaodao/contracts/errors';
import { checkSession } from '@shaodao/contracts/registry';
import { expectProblem, send } from '@shaodao/gateway/fixture/http';
import { World } from '@shaodao/gateway/fixture/world';

let world: World;

beforeAll(async () => {
  world = await World.start(24_150);
  world.answer(vendorReceipt, ({ query, channel }) => {
    if (query['token'] === 'forged') throw new CodedError('UNAUTHENTICATED');
    return { body: channel === 'workApp' ? (query['echostr'] ?? '') : '{"code":0}' };
  });
  await world.services.connection.flush();
});
afterAll(() => world.end());

const at = (path: string): string => `${world.url}/api/channels/${path}`;

test('a list of reports goes on to the letter, and is answered as the vendor wants, without a session', async () => {
  const raw = '[ {"out_id":"a",\n "success":true} ]';
  const answer = await send(at('live/sms/receipts?token=secret'), { raw });
  expect([answer.status, answer.headers.get('content-type'), answer.body]).toEqual([200, expect.stringContaining('application/json'), { code: 0 }]);
  expect(world.lastAsked(vendorReceipt)).toMatchObject({ realm: 'live', channel: 'sms', query: { token: 'secret' }, body: raw });
  expect(world.countAsked(checkSession)).toBe(0);
});

test('a callback in XML goes on to the letter, and an empty answer is one', async () => {
  const raw = '<xml><Encrypt><![CDATA[x+/=]]></Encrypt></xml>';
  const answer = await send(at('drill/work-app/receipts?msg_signature=s&timestamp=1&nonce=n'), { raw, headers: { 'content-type': 'text/xml' } });
  expect([answer.status, answer.body]).toEqual([200, {}]);
  expect(world.lastAsked(vendorReceipt)).toMatchObject({ realm: 'drill', channel: 'workApp', query: { msg_signature: 's', timestamp: '1', nonce: 'n' }, body: raw });
});

test('the check of an address is answered with what was decrypted', async () => {
  const answer = await send(at('live/work-app/receipts?msg_signature=s&timestamp=1&nonce=n&echostr=a%2Bb'));
  expect([answer.status, answer.body]).toEqual([200, { text: 'a+b' }]);
});

test('what is forged, of another realm or channel, too large or no text at all is refused', async () => {
  expectProblem(await send(at('live/sms/receipts?token=forged'), { raw: '[]' }), 401, 'UNAUTHENTICATED');
  expectProblem(await send(at('test/sms/receipts'), { raw: '[]' }), 400, 'INVALID', 'realm');
  expectProblem(await send(at('live/fax/receipts'), { raw: '[]' }), 400, 'INVALID', 'channel');
  expectProblem(await send(at('live/sms/receipts'), { raw: `"${'x'.repeat(262_144)}"` }), 413, 'TOO_LARGE', 'body');
  expectProblem(await send(at('live/sms/receipts'), { raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }), 415, 'INVALID', 'Content-Type');
});

test('XML is read nowhere else, and JSON is checked there as ever', async () => {
  expectProblem(await send(`${world.url}/api/sessions`, { raw: '<xml/>', headers: { 'content-type': 'text/xml' } }), 415, 'INVALID', 'Content-Type');
  expectProblem(await send(`${world.url}/api/sessions`, { raw: '{"account":' }), 400, 'INVALID', 'body');
  expectProblem(await send(`${world.url}/api/sessions`, { raw: '{"__proto__":{"account":"a"}}' }), 400, 'INVALID', 'body');
});
