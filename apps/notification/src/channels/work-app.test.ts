import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { callMessage } from './call-message.js';
import { WorkApp } from './work-app.js';

/** What the vendor says to each request in turn, the last again and again; null breaks the connection off. */
const says: { token: (object | null)[]; send: object[] } = { token: [], send: [] };
const cards: { template_card: { card_type: string; button_list?: unknown } }[] = [];
let tokensAsked = 0;
let server: Server;
let app: WorkApp<'live'>;

beforeAll(async () => {
  server = createServer((request, response) => {
    const isToken = request.url?.startsWith('/cgi-bin/gettoken') === true;
    const list = isToken ? says.token : says.send;
    const said = list.length > 1 ? list.shift() : list[0];
    if (isToken) tokensAsked++;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (!isToken) cards.push(JSON.parse(Buffer.concat(chunks).toString()) as (typeof cards)[number]);
      if (said === null) request.socket.destroy();
      else response.end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const TOKEN = { errcode: 0, access_token: 't', expires_in: 7_200 };
beforeEach(() => {
  says.token = [TOKEN];
  says.send = [{ errcode: 0, msgid: 'm' }];
  cards.length = 0;
  tokensAsked = 0;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app = new WorkApp('live', { url, corpId: 'c', agentId: 1, secret: 's', callbackToken: 't', callbackKey: 'k', dayLimit: 0, processes: 1 });
});

const batch = { id: 'b', sentAt: 0, people: ['Ann', 'Bob'].map((address) => ({ personId: address, address, token: null })) };
const message = (answerable = true) => callMessage('live', { text: '【1】a', link: 'l', answerable });
const brief = (outcomes: { personId: string; state: string; code: string | null }[]) => outcomes.map(({ personId, state, code }) => [personId, state, code]);
const both = (state: string, code: string | null) => [['Ann', state, code], ['Bob', state, code]];

test('a lost and a busy answer to the question for a token cost nobody their message', async () => {
  says.token = [null, { errcode: -1 }, TOKEN];
  expect(brief(await app.send(batch, message()))).toEqual(both('accepted', null));
  expect([tokensAsked, cards.length]).toEqual([3, 1]);
});

test('a token that is refused is not asked for again', async () => {
  says.token = [{ errcode: 40001 }];
  expect(brief(await app.send(batch, message()))).toEqual(both('failed', '40001'));
  expect([tokensAsked, cards.length]).toEqual([1, 0]);
});

test('a task_id that is there already means taken only where the batch had begun', async () => {
  says.send = [{ errcode: 42_014 }];
  expect(brief(await app.send(batch, message()))).toEqual(both('failed', '42014'));
  expect(brief(await app.resume(batch, message()))).toEqual(both('accepted', null));
});

test('whom the vendor names as invalid has failed, also on a repeat', async () => {
  says.send = [{ errcode: 0, msgid: 'm', invaliduser: 'bob' }];
  const right = [['Ann', 'accepted', null], ['Bob', 'failed', 'NO_ACCOUNT']];
  expect(brief(await app.send(batch, message()))).toEqual(right);
  expect(brief(await app.resume(batch, message()))).toEqual(right);
});

test('only what is to be answered has a button', async () => {
  await app.send(batch, message(true));
  await app.send(batch, message(false));
  expect(cards.map(({ template_card: card }) => [card.card_type, card.button_list !== undefined])).toEqual([['button_interaction', true], ['text_notice', false]]);
});
