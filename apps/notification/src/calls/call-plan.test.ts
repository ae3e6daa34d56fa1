import { expect, test } from '@jest/globals';
import type { Channel } from '../channels/channel.js';
import { narrowed, planCall } from './call-plan.js';
import { merged } from './merged-receipts.js';
import type { RealmReceipt } from './receipts.store.js';
import { summary } from './call-summary.js';

const way: Channel<'live'> = {
  realm: 'live',
  batchMost: 2,
  lanes: 1,
  addressOf: ({ phone }) => (phone === null ? { code: 'NO_PHONE' } : { address: phone }),
  markOf: (batchId, address) => `${batchId}-${address}`,
  send: () => Promise.resolve([]),
  resume: () => Promise.resolve([]),
  hear: () => ({ receipts: [], answer: '' }),
};

function plan(ids: string[], refused = new Map<string, string>()) {
  let next = 0;
  const contacts = new Map(ids.filter((id) => id !== 'nobody').map((id) => [id, { personId: id, phone: `1${id}`, workAppId: null }]));
  return planCall(way, new Map(ids.map((id) => [id, `t-${id}`])), { contacts, refused, newId: () => `b${next++}`, now: 5 });
}

test('the same people make the same batches in whatever order they are named', () => {
  expect(plan(['c', 'a', 'b'])).toEqual(plan(['a', 'b', 'c']));
  expect(plan(['c', 'a', 'b']).batches.map(({ id, people }) => [id, people.map(({ personId }) => personId).join('')])).toEqual([['b0', 'ab'], ['b1', 'c']]);
});

test('who cannot be reached so has a row with the reason, and is in no batch', () => {
  const { rows, batches } = plan(['a', 'nobody', 'often'], new Map([['often', 'CALLEE_LIMIT']]));
  expect(rows.map(({ personId, state, code, batchId, addressMark }) => [personId, state, code, batchId, addressMark])).toEqual([
    ['a', 'sending', null, 'b0', 'b0-1a'],
    ['nobody', 'failed', 'NO_PHONE', null, null],
    ['often', 'failed', 'CALLEE_LIMIT', null, null],
  ]);
  expect(batches.flatMap(({ people }) => people)).toEqual([{ personId: 'a', address: '1a', token: 't-a' }]);
  const none = planCall(null, new Map([['a', 't']]), { contacts: new Map(), refused: new Map(), newId: () => 'b', now: 5 });
  expect(none).toEqual({ rows: [{ personId: 'a', state: 'failed', code: 'NO_CHANNEL', batchId: null, addressMark: null }], batches: [] });
});

test('a batch is narrowed to those it is new for', () => {
  const { batches } = plan(['a', 'b', 'c']);
  expect(narrowed(batches, new Set(['b'])).map(({ id, people }) => [id, people.length])).toEqual([['b0', 1]]);
});

test('what was found out now goes before what was kept, but for a receipt that came meanwhile; whoever has no row is unknown', () => {
  const kept = (personId: string, state: 'sending' | 'delivered' | 'failed') => ({ personId, state, code: state === 'failed' ? '7' : null, batchId: 'b', addressMark: null, realm: 'live' as const, sentAt: 1, acceptedAt: state === 'delivered' ? 9 : null });
  const answer = summary(new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, ''])), [
    { personId: 'a', state: 'accepted', code: null, providerId: null, at: 12 },
    { personId: 'b', state: 'unknown', code: 'NO_ANSWER', providerId: null, at: 13 },
  ], [kept('a', 'sending'), kept('b', 'delivered'), kept('c', 'failed'), kept('d', 'sending')]);
  expect(answer).toEqual({ acceptedAt: 12, accepted: 2, failed: [{ personId: 'c', code: '7' }], unknown: ['d', 'e'] });
});

test('receipts that come together and cross are one, the furthest', () => {
  const receipt = (state: RealmReceipt['state'], heard: RealmReceipt['heard'], at: number): RealmReceipt => ({ realm: 'live', channel: 'voice', batchId: 'b', mark: null, state, code: null, heard, at });
  const crossed = [receipt('read', 'answered', 1), receipt('failed', 'failed', 2), receipt('delivered', 'reached', 3)];
  for (const order of [crossed, crossed.toReversed()]) expect(merged(order)).toEqual([receipt('read', 'answered', 1)]);
  expect(merged([receipt('delivered', 'reached', 1), { ...receipt('delivered', 'reached', 2), realm: 'drill' }])).toHaveLength(2);
});
