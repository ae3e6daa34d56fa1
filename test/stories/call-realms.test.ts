import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PeopleCall } from '@shaodao/contracts/calls';
import { DRILL_PREFIX, REALMS } from '@shaodao/domain/activation/realm';
import fc from 'fast-check';
import { accountOf, CallRooms, phoneOf, type Crash } from '../world/call-rooms.js';
import { wordsOf } from '../world/called-people.js';
import type { Misdeed } from '../world/channel-city/orders.js';
import { TENANTS } from '../world/channel-city/tenants.js';
import { until } from '../world/wait.js';

const WAYS = ['workApp', 'sms', 'voice'] as const;
const PEOPLE = 130;
/** Those that cost no time limit: the others have a story of their own. */
const MISDEEDS: Misdeed[] = ['reset', 'busy', 'revoked'];

let rooms: CallRooms;
beforeAll(async () => {
  rooms = await CallRooms.build('call_realms');
});
afterAll(() => rooms.end());

interface Calling {
  realm: (typeof REALMS)[number];
  channel: (typeof WAYS)[number];
  /** Of three activations, each of which may be asked for in either realm. */
  activation: number;
  attempt: number;
  from: number;
  count: number;
  crash: Crash | undefined;
  misdeed: Misdeed | undefined;
}

const calling: fc.Arbitrary<Calling> = fc.record({
  realm: fc.constantFrom(...REALMS),
  channel: fc.constantFrom(...WAYS),
  activation: fc.nat(2),
  attempt: fc.nat(1),
  from: fc.nat(PEOPLE - 1),
  count: fc.integer({ min: 1, max: PEOPLE }),
  crash: fc.option(fc.constantFrom<Crash>('afterRows', 'afterSending'), { nil: undefined }),
  misdeed: fc.option(fc.constantFrom(...MISDEEDS), { nil: undefined, freq: 2 }),
});

test('whatever is called, repeated, killed and told late: no realm sees the other’s messages, nobody gets two, nobody is forgotten', async () => {
  const { city } = rooms;
  await fc.assert(
    fc.asyncProperty(fc.array(calling, { minLength: 1, maxLength: 10 }), fc.boolean(), async (callings, doubled) => {
      city.clear();
      if (doubled) city.post.copies = 2;
      for (const realm of REALMS) city.residents.setUsual(realm, { act: 'answer', afterMs: 0 });
      const ids = Array.from({ length: 3 }, () => randomUUID());
      const people = Array.from({ length: PEOPLE }, () => randomUUID());
      const inputOf = ({ realm, channel, activation, attempt, from, count }: Calling): PeopleCall => ({
        activationId: ids[activation] ?? '',
        realm,
        channel,
        attempt,
        words: wordsOf(`${ids[activation]}-${attempt}`),
        people: people.slice(from, from + count).map((personId) => ({ personId, token: `t-${personId}` })),
      });
      for (const one of callings) {
        city.orders.clear();
        if (one.misdeed !== undefined) city.orders.give({ realm: one.realm, way: one.channel, misdeed: one.misdeed, times: 1 });
        await rooms.open(one.crash).call(inputOf(one)).catch(() => null);
        // What was told of the other realm's accounts must be refused there, not taken.
        await rooms.receipts.take({ realm: 'live', channel: 'sms', query: { token: TENANTS.drill.receiptToken }, body: '[]' }).then(
          () => expect('a receipt of a drill').toBe('refused by the live channel'),
          () => null,
        );
      }
      city.orders.clear();
      const last = [];
      for (const one of callings) last.push({ one, answer: await rooms.open().call(inputOf(one)) });
      await until('the receipts', async () => city.post.waiting === 0);
      expect(city.post.refused).toBe(0);

      city.records.assertNothingUnexpected();
      const got = new Map<string, number>();
      for (const { realm, way, addresses, text } of city.records.messages) {
        expect(text.startsWith(DRILL_PREFIX)).toBe(realm === 'drill');
        const number = /【([^】]*-[01])】/.exec(text)?.[1];
        for (const address of addresses) {
          const key = `${way} ${number} ${address}`;
          got.set(key, (got.get(key) ?? 0) + 1);
        }
      }
      expect([...got.values()].every((count) => count === 1)).toBe(true);
      for (const { one, answer } of last) {
        const input = inputOf(one);
        const address = one.channel === 'workApp' ? accountOf : phoneOf;
        const reached = new Set(input.people.map(({ personId }) => personId).filter((id) => got.has(`${one.channel} ${input.words.number} ${address(id)}`)));
        expect(answer.accepted + answer.failed.length + answer.unknown.length).toBe(input.people.length);
        const doubtful = new Set([...answer.unknown, ...answer.failed.map(({ personId }) => personId)]);
        for (const { personId } of input.people) if (!doubtful.has(personId)) expect(reached).toContain(personId);
        // A work app is asked again until it says; nobody is left in doubt.
        if (one.channel === 'workApp') expect([answer.accepted, reached.size]).toEqual([input.people.length, input.people.length]);
      }
    }),
    { numRuns: 25 },
  );
}, 300_000);
