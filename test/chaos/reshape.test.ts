import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpReshape } from '@shaodao/contracts/http-reshape';
import { anyCategory, history, isWhole, type Case } from '../world/case-road.js';
import { killAndWait, type ChildName } from '../world/children.js';
import { insist } from '../world/insist.js';
import { person, type Person } from '../world/people.js';
import { followed, groundsOf, splitOrder, type Ground } from '../world/reshape.js';
import { verifyRecord } from '../world/verified.js';
import { until } from '../world/wait.js';

const CASES = 30;
/** Ground no other test needs. */
const COMMUNITY = '511703006001';

let leader: Person;
let categoryCode: string;

beforeAll(async () => {
  leader = await person('centreLeader');
  categoryCode = await anyCategory(leader);
});

async function report(gridId: string): Promise<string> {
  const id = randomUUID();
  const answer = await insist(() => leader.post('/api/cases', { id, title: '积水', description: '路口积水', categoryCode, gridId }));
  expect(answer.status).toBe(201);
  return id;
}

const see = (id: string): Promise<Case> => insist(() => leader.get<Case>(`/api/cases/${id}`)).then(({ body }) => body);

describe('kill -9 in the middle of a reshaping: every case follows, once, and no deadline moves', () => {
  test.each<[ChildName, number]>([['worker', 1], ['dispatch', 2], ['registry', 3]])('%s', async (victim, nth) => {
    const [ground] = (await groundsOf(leader, COMMUNITY)) as [Ground];
    const order = await splitOrder(leader, ground, [`${COMMUNITY}8${nth}1`, `${COMMUNITY}8${nth}2`]);
    const ids = await Promise.all(Array.from({ length: CASES }, () => report(ground.id)));
    const before = new Map<string, Case>();
    for (const id of ids) before.set(id, await until(`${id} in the lists`, () => see(id)));
    const headers = { 'idempotency-key': randomUUID() };
    const ask = () => insist(() => leader.post<HttpReshape>('/api/grids/reshape', { order, reason: '网格过大' }, headers));
    const ordered = await ask();
    expect(ordered.status).toBe(201);
    if (victim !== 'registry') await until('the first cases', async () => (await see(ids[0] ?? '')).gridCode !== ground.code || (await see(ids.at(-1) ?? '')).gridCode !== ground.code);
    await killAndWait(victim);
    // Whoever asked cannot know whether it was heard.
    expect((await ask()).body.id).toBe(ordered.body.id);
    const done = await followed(leader, ordered.body.id ?? '', 90_000);
    expect(done.cases?.failed).toBe(0);
    for (const id of ids) {
      const lines = await history(leader, id);
      expect([lines.filter(({ type }) => type === 'groundFollowed').length, isWhole(lines)]).toEqual([1, true]);
      const now = await see(id);
      expect([now.gridCode, now.deadlines]).toEqual([order.heirCode, before.get(id)?.deadlines]);
    }
    expect((await verifyRecord()).findings).toEqual([]);
  }, 180_000);
});
