import { caseFacts } from '@shaodao/contracts/case-facts';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { NOTICE_HINT } from '@shaodao/contracts/notification';
import { ensureFactsStream, publishFacts } from '@shaodao/platform/facts';
import { FeedClient } from '@shaodao/gateway/fixture/feed-client';
import { expectProblem, send } from '@shaodao/gateway/fixture/http';
import { DEPARTMENT, GRID_CODE, MORNING, officer, stranger, worker } from '@shaodao/gateway/fixture/people';
import { until } from '@shaodao/gateway/fixture/until';
import { World } from '@shaodao/gateway/fixture/world';

let world: World;
const clients: FeedClient[] = [];

beforeAll(async () => {
  world = await World.start(24_050);
  await ensureFactsStream(world.services.connection);
  for (const [token, identity] of Object.entries({ worker, officer, stranger })) world.sessions.set(token, identity);
  // The follower of the process finds the stream within its own wait.
  const first = await open('worker');
  await until('the first fact', async () => {
    await tell(randomUUID(), 1);
    return first.cases().length > 0;
  });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => world.end());

async function open(token: string, lastEventId?: string): Promise<FeedClient> {
  const client = await FeedClient.open(`${world.url}/api/feed`, token, lastEventId);
  clients.push(client);
  return client;
}

function tell(caseId: string, seq: number, departmentIds: string[] = []): Promise<void> {
  const fact: CaseFactMessage = {
    factId: `${caseId}:${seq}`,
    caseId,
    seq,
    number: '511703-20261123-00042',
    at: MORNING,
    recordedAt: MORNING,
    actorId: null,
    stage: 'dispatch',
    level: 'grid',
    grade: 'routine',
    gridId: randomUUID(),
    gridCode: GRID_CODE,
    reporterId: worker.actor.personId,
    departmentIds,
    fact: { type: 'accepted' },
    tell: [],
    onDuty: [],
  };
  return publishFacts(world.services.connection, caseFacts, [fact]);
}

describe('the feed', () => {
  test('tells a fact with its id to those who may see the case, and to nobody else', async () => {
    const [ground, department, elsewhere] = [await open('worker'), await open('officer'), await open('stranger')];
    const theirs = randomUUID();
    await tell(randomUUID(), 1);
    await tell(theirs, 2, [DEPARTMENT]);
    await until('both', () => ground.cases().length === 2 && department.cases().length === 1);
    expect(department.cases()[0]).toEqual({
      caseId: theirs,
      number: '511703-20261123-00042',
      version: 2,
      stage: 'dispatch',
      level: 'grid',
      type: 'accepted',
      at: '2026-11-23T09:30:00.000+08:00',
    });
    expect(ground.events.find((event) => event.name === 'case')?.id).toMatch(/^\d+$/);
    expect(elsewhere.cases()).toEqual([]);
    expect(ground.text).toContain('retry: 2000');
  });

  test('goes on after Last-Event-ID: nothing missed, nothing told twice', async () => {
    const before = await open('worker');
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    await tell(String(ids[0]), 1);
    const first = await until('the first', () => before.events.find((event) => event.data['caseId'] === ids[0]));
    before.close();
    await tell(String(ids[1]), 1);
    const after = await open('worker', first.id);
    await tell(String(ids[2]), 1);
    await until('both', () => after.cases().length >= 2);
    expect(after.cases().map((event) => event['caseId'])).toEqual([ids[1], ids[2]]);
  });

  test('replays from far back, further than this process remembers', async () => {
    const second = await World.start(24_060);
    try {
      second.sessions.set('worker', worker);
      await ensureFactsStream(second.services.connection);
      const events = Array.from({ length: 3 }, (_, n) => ({ caseId: randomUUID(), n }));
      const [sample] = await copies(events);
      if (sample === undefined) throw new Error('no sample');
      await publishFacts(second.services.connection, caseFacts, await copies(events));
      const client = await FeedClient.open(`${second.url}/api/feed`, 'worker', '1');
      clients.push(client);
      await until('the two after the first', () => client.cases().length === 2);
      expect(client.cases().map((event) => event['caseId'])).toEqual(events.slice(1).map((event) => event.caseId));
    } finally {
      await second.end();
    }
  });

  test('many facts of one case in a moment become the newest, at most four times a second', async () => {
    const client = await open('worker');
    const caseId = randomUUID();
    for (let seq = 1; seq <= 40; seq++) await tell(caseId, seq);
    await until('the newest', () => client.cases().at(-1)?.['version'] === 40);
    expect(client.cases().length).toBeLessThan(10);
  });

  test('tells a person how many messages are unread, and no other', async () => {
    const [mine, other] = [await open('worker'), await open('officer')];
    world.services.hint(NOTICE_HINT, { personId: worker.actor.personId, unread: 3 });
    await until('the hint', () => mine.events.some((event) => event.name === 'notice'));
    expect(mine.events.find((event) => event.name === 'notice')?.data).toEqual({ unread: 3 });
    expect(other.events.some((event) => event.name === 'notice')).toBe(false);
  });

  test('needs a session, and ends when the session is revoked elsewhere', async () => {
    expectProblem(await send(`${world.url}/api/feed`), 401, 'UNAUTHENTICATED');
    world.sessions.set('fired', worker);
    const client = await open('fired');
    world.sessions.delete('fired');
    await until('the end', () => client.ended, 15_000);
  }, 20_000);
});

test('a stopping gateway ends its streams within a second', async () => {
  const closing = await World.start(24_070);
  closing.sessions.set('worker', worker);
  const client = await FeedClient.open(`${closing.url}/api/feed`, 'worker');
  const from = Date.now();
  const ended = closing.end();
  await until('the end', () => client.ended, 1_000);
  expect(Date.now() - from).toBeLessThan(1_000);
  await ended;
});

/** Facts by number, as dispatch tells them. */
async function copies(events: { caseId: string; n: number }[]): Promise<CaseFactMessage[]> {
  return events.map(({ caseId }) => ({
    factId: `${caseId}:1`,
    caseId,
    seq: 1,
    number: '511703-20261123-00001',
    at: MORNING,
    recordedAt: MORNING,
    actorId: null,
    stage: 'intake',
    level: 'grid',
    grade: 'routine',
    gridId: randomUUID(),
    gridCode: GRID_CODE,
    reporterId: worker.actor.personId,
    departmentIds: [],
    fact: { type: 'accepted' },
    tell: [],
    onDuty: [],
  }));
}
