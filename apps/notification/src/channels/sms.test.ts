import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { callMessage } from './call-message.js';
import { Sms } from './sms.js';

/** When each request came, and the answers that are held back; null: each is answered at once. */
const cameAt: number[] = [];
let held: ServerResponse[] | null = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      cameAt.push(Date.now());
      if (held === null) answer(response);
      else held.push(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const answer = (response: ServerResponse): void => void response.end(JSON.stringify({ Code: 'OK', BizId: 'b' }));
/** Turns of the channel, and its rate where a hundred processes share 5,000 a second: 5 at once, then one in 25 ms. */
const AT_ONCE = 16;
const BURST = 5;
const APART_MS = 25;

test('those that wait for a turn while a slow vendor holds the others go at the rate too, not all at once behind them', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { url, keyId: 'k', keySecret: 's', sign: 'g', template: 't', receiptToken: 'r', processes: 100 };
  const sms = new Sms('live', account);
  const message = callMessage('live', { text: '【1】a', link: 'l', answerable: false });
  const sent = Array.from({ length: AT_ONCE + 30 }, (_, nth) => sms.send({ id: `b${nth}`, sentAt: 0, people: [{ personId: 'p', address: '1', token: null }] }, message));
  // As long as it takes for everything that was booked at the start to come due.
  const due = performance.now() + (AT_ONCE + 30) * APART_MS;
  while (cameAt.length < AT_ONCE || performance.now() < due) await pause(10);
  const first = held ?? [];
  held = null;
  const freedAt = Date.now();
  for (const response of first) answer(response);
  expect((await Promise.all(sent)).flat().every(({ state }) => state === 'accepted')).toBe(true);
  const later = cameAt.filter((at) => at >= freedAt);
  expect(later).toHaveLength(30);
  expect((later.at(-1) ?? 0) - freedAt).toBeGreaterThanOrEqual((30 - BURST - 1) * APART_MS);
});
