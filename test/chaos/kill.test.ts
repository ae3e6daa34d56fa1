import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { anyCategory, gridOf, history, isWhole, TOMORROW, typesOf, type Case } from '../world/case-road.js';
import { killAndWait, type ChildName } from '../world/children.js';
import { insist, insistOn } from '../world/insist.js';
import { person, type Person } from '../world/people.js';
import { noticesAbout, query } from '../world/records.js';
import { until } from '../world/wait.js';

const VICTIMS: ChildName[] = ['worker', 'dispatch', 'registry', 'notification', 'nats', 'temporal', 'postgres'];
/** Cases under way when the process dies: enough that one of them is in every step. */
const AT_ONCE = 4;
const ROAD = ['reported', 'accepted', 'filed', 'whistled', 'signed', 'contacted', 'reportedIn', 'taskFinished', 'verified', 'closed'];

let worker: Person;
let secretary: Person;
let officer: Person;
let gridId: string;
let categoryCode: string;

beforeAll(async () => {
  worker = await person('gridWorker');
  secretary = await person('communitySecretary', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
  gridId = await gridOf(worker);
  categoryCode = await anyCategory(worker);
  const grid = await worker.get<{ attachedDepartmentIds: string[] }>(`/api/grids/${gridId}`);
  officer = await person('departmentDuty', 0, (one) => grid.body.attachedDepartmentIds.includes(one.departmentId ?? ''));
});

async function walk(reached: (step: string) => void): Promise<string> {
  const body = { id: randomUUID(), title: '断电', description: '整栋楼断电', categoryCode, gridId };
  const answer = await insist(() => worker.post<Case>('/api/cases', body));
  expect(answer.status).toBe(201);
  const { id } = answer.body;
  const departments = [{ departmentId: officer.account.departmentId, part: 'lead' }];
  const steps: [Person, Record<string, unknown>][] = [
    [worker, { command: 'accept' }],
    [worker, { command: 'whistle', kind: 'grid', departments, reason: '请到场' }],
    [officer, { command: 'sign' }],
    [officer, { command: 'contact', whom: '物业', measure: '抢修', plannedFinishAt: TOMORROW() }],
    [officer, { command: 'reportIn' }],
    [officer, { command: 'finish', result: '恢复供电' }],
    [secretary, { command: 'verify', passed: true }],
    [secretary, { command: 'close' }],
  ];
  for (const [who, command] of steps) {
    reached(String(command['command']));
    await insistOn(who, id, command);
  }
  return id;
}

async function counted(): Promise<Record<'whistles' | 'signedInTime' | 'finishedInTime', number>> {
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const path = `/api/assessment/departments?month=${month}&departmentId=${officer.account.departmentId}`;
  const answer = await insist(() => officer.get<{ items: Record<string, number>[] }>(path));
  const { whistles = 0, signedInTime = 0, finishedInTime = 0 } = answer.body.items[0] ?? {};
  return { whistles, signedInTime, finishedInTime };
}

describe('kill -9 in the middle of cases: nothing accepted is lost, nothing happens twice', () => {
  test.each(VICTIMS)('%s', async (victim) => {
    const before = await counted();
    const middle = Promise.withResolvers<void>();
    const walks = Array.from({ length: AT_ONCE }, () => walk((step) => step === 'contact' && middle.resolve()));
    await middle.promise;
    await killAndWait(victim);
    const ids = await Promise.all(walks);
    for (const id of ids) {
      const lines = await until(`the whole history of ${id}`, async () => {
        const answer = await insist(() => worker.get<{ items: Awaited<ReturnType<typeof history>> }>(`/api/cases/${id}/events`));
        return answer.body.items.at(-1)?.type === 'closed' ? answer.body.items : null;
      });
      expect(typesOf(lines)).toEqual(ROAD);
      expect(isWhole(lines)).toBe(true);
    }
    const expected = {
      whistles: before.whistles + AT_ONCE,
      signedInTime: before.signedInTime + AT_ONCE,
      finishedInTime: before.finishedInTime + AT_ONCE,
    };
    await until('all facts to be counted', async () => JSON.stringify(await counted()) === JSON.stringify(expected), 40_000);
    for (const id of ids) {
      const notices = await until('the notice that it is closed', async () => {
        const about = await noticesAbout(id);
        return about.some((notice) => notice.factId === `${id}:4`) ? about : null;
      });
      expect(new Set(notices.map((notice) => `${notice.factId} ${notice.personId}`)).size).toBe(notices.length);
    }
    const left = await until('an empty outbox', async () => {
      const [row] = await query<{ left: string }>('SELECT count(*) AS left FROM dispatch.outbox');
      return row?.left === '0' ? row : null;
    });
    expect(left.left).toBe('0');
  });
});
