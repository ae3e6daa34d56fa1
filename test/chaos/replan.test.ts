import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpReplan } from '@shaodao/contracts/http-rules';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { castOf, history, isWhole, type Case, type Cast } from '../world/case-road.js';
import { killAndWait, type ChildName } from '../world/children.js';
import { insist } from '../world/insist.js';
import { person, type Person } from '../world/people.js';
import { withHoliday } from '../world/rules.js';
import { verifyRecord } from '../world/verified.js';
import { until } from '../world/wait.js';

const CASES = 40;

let cast: Cast;
let leader: Person;

beforeAll(async () => {
  cast = await castOf(await person('gridWorker'), person);
  leader = await person('districtLeader');
});

async function report(): Promise<string> {
  const { worker, categoryCode, gridId } = cast;
  const body = { id: randomUUID(), title: '积水', description: '路口积水', categoryCode, gridId };
  const answer = await insist(() => worker.post<Case>('/api/cases', body));
  expect(answer.status).toBe(201);
  return body.id;
}

async function publish(calendar: WorkingCalendar): Promise<void> {
  const answer = await insist(() => leader.post('/api/rules/calendars', { calendar, reason: '临时放假' }));
  expect(answer.status).toBe(201);
}

const reportOf = (id: string): Promise<HttpReplan> =>
  insist(() => leader.get<HttpReplan>(`/api/rules/replans/${id}`)).then(({ body }) => body);

describe('kill -9 in the middle of a re-plan: every case moves, and once', () => {
  test.each<ChildName>(['worker', 'dispatch'])('%s', async (victim) => {
    const calendar = await withHoliday(leader);
    const ids = await Promise.all(Array.from({ length: CASES }, report));
    await publish(calendar);
    const order = { calendar: { id: calendar.id, version: calendar.version }, reason: '临时放假', scope: { areaCode: cast.worker.account.areaCode } };
    const headers = { 'idempotency-key': randomUUID() };
    const started = await insist(() => leader.post<HttpReplan>('/api/rules/replans', order, headers));
    await until('the first cases', async () => (await reportOf(started.body.id)).done > 0);
    await killAndWait(victim);
    // Whoever asked cannot know whether it was heard.
    expect((await insist(() => leader.post<HttpReplan>('/api/rules/replans', order, headers))).body.id).toBe(started.body.id);
    const done = await until('its end', async () => {
      const now = await reportOf(started.body.id);
      return now.state === 'done' ? now : null;
    }, 60_000);
    expect(done).toMatchObject({ failed: 0, done: done.total });
    for (const id of ids) {
      const lines = await history(cast.worker, id);
      const moves = lines.filter(({ type }) => type === 'replanned').map(({ fact }) => fact['calendar']);
      expect([moves, isWhole(lines)]).toEqual([[`${calendar.id}@${calendar.version}`], true]);
    }
    expect((await verifyRecord()).findings).toEqual([]);
  });
});
