import { createCipheriv, createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { readCallback } from './work-app-callback.js';

/** The example that comes with 企业微信's own library. */
const PUBLISHED = { corpId: 'wx5823bf96d3bd56c7', callbackToken: 'QDG6eK', callbackKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const CHECK = {
  msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
  timestamp: '1409659589',
  nonce: '263014780',
  echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
};

const refused = expect.objectContaining({ code: 'UNAUTHENTICATED' });

/** Sealed under any corp's id, to see whether it is looked at. */
function post(message: string, corpId = PUBLISHED.corpId): { query: Record<string, string>; body: string } {
  const key = Buffer.from(`${PUBLISHED.callbackKey}=`, 'base64');
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.alloc(16, 7), length, text, Buffer.from(corpId)]);
  const padding = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const sealed = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])), cipher.final()]).toString('base64');
  const query = { timestamp: '1', nonce: '2' };
  const signature = createHash('sha1').update([PUBLISHED.callbackToken, '1', '2', sealed].sort().join('')).digest('hex');
  return { query: { ...query, msg_signature: signature }, body: `<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>` };
}

const event = (key: string): string =>
  `<xml><FromUserName><![CDATA[ZhangSan]]></FromUserName><CreateTime>1764140000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[${key}]]></EventKey><TaskId><![CDATA[batch-1]]></TaskId></xml>`;

test('the check of an address is answered as in the published example', () => {
  expect(readCallback({ query: CHECK, body: '' }, PUBLISHED)).toEqual({ press: null, answer: '1616140317555161061' });
});

test('a signature, a key or a corp that is not ours is refused', () => {
  expect(() => readCallback({ query: { ...CHECK, nonce: '263014781' }, body: '' }, PUBLISHED)).toThrow(refused);
  expect(() => readCallback({ query: CHECK, body: '' }, { ...PUBLISHED, callbackToken: 'other' })).toThrow(refused);
  expect(() => readCallback({ query: CHECK, body: '' }, { ...PUBLISHED, callbackKey: 'A'.repeat(43) })).toThrow(refused);
  expect(() => readCallback({ query: CHECK, body: '' }, { ...PUBLISHED, corpId: 'other' })).toThrow(refused);
  expect(() => readCallback(post(event('answer'), 'other'), PUBLISHED)).toThrow(refused);
  for (const body of ['', '<xml/>', '<xml><Encrypt>x</Encrypt></xml>']) expect(() => readCallback({ query: {}, body }, PUBLISHED)).toThrow(refused);
});

test('a pressed button says which card and who; any other event says nothing', () => {
  expect(readCallback(post(event('answer')), PUBLISHED)).toEqual({ press: { taskId: 'batch-1', userId: 'ZhangSan', at: 1_764_140_000_000 }, answer: '' });
  expect(readCallback(post(event('other')), PUBLISHED).press).toBeNull();
  expect(readCallback(post('<xml><Event>enter_agent</Event></xml>'), PUBLISHED).press).toBeNull();
});
