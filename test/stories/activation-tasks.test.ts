import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tellTasks } from '@shaodao/contracts/activation-work';
import type { HttpTaskCard } from '@shaodao/contracts/http-activations';
import { Bus } from '@shaodao/platform/bus';
import { city, COMMUNITY, endPlan, inForce, messagesOf, pressed, sayPlan, see, standDown, type Activation } from '../world/activation.js';
import { http, person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { numberOf, say } from '../world/register.js';
import { until } from '../world/wait.js';

/** 应急任务清单: who hears of tasks that pass their limit without a report. A limit of the register is a minute at least. */

const PLAN = 'T-TASKS';
const TASK = 'T-TASKS-1';
const MINUTE_MS = 60_000;
let boss: Person;
let chief: Person;
let bus: Bus;
let id: string;
let now: Activation;

beforeAll(async () => {
  [boss, chief] = await Promise.all([person('centreLeader'), person('gridWorker')]);
  await sayPlan(PLAN, { twoPersons: false, cancelSeconds: 0, taskAgainMinutes: 1 });
  await say('dutyTasks', TASK, { code: TASK, mode: 'emergency', plan: PLAN, role: 'inServiceMember', areaCode: COMMUNITY.slice(0, 6), words: '向居住网格报到', limitMinutes: 1 });
  await city.clear();
  await city.script('live', { usual: { act: 'receive', afterMs: 0 } });
  bus = await Bus.connect({ url: place.natsUrl, name: 'test' });
  id = await pressed(boss, { planId: PLAN });
  now = await inForce(boss, id);
}, 60_000);
afterAll(async () => {
  await standDown(boss, id);
  await bus.onApplicationShutdown();
  await city.clear();
  await say('dutyTasks', TASK, null);
  await endPlan(PLAN);
});

interface Called {
  personId: string;
  number: number;
}

/** Reports of {@link TASK} that are missing, by the team's leader and the team. */
const missing = () =>
  query<{ leaderId: string | null; teamNo: number; count: number }>(
    `SELECT t.leader_id::text AS "leaderId", t.team_no AS "teamNo", count(*)::int FROM dispatch.activation_person p
       JOIN dispatch.activation_team t USING (activation_id, team_no)
     WHERE p.activation_id = $1 AND $2 = ANY(p.tasks) AND p.state <> 'excused' AND p.released_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM dispatch.activation_task_done d WHERE d.activation_id = p.activation_id AND d.person_id = p.person_id) GROUP BY 1, 2 ORDER BY 2`,
    [id, TASK],
  );
const called = (): Promise<Called[]> =>
  query<Called & Record<string, unknown>>(`SELECT person_id::text AS "personId", person_no AS number FROM dispatch.activation_person WHERE activation_id = $1 AND $2 = ANY(tasks) AND state = 'pending' ORDER BY person_no`, [id, TASK]);

/** As somebody who was called reports a task: by the link of a message. */
async function report({ personId, number }: Called): Promise<HttpTaskCard> {
  await boss.post(`/api/activations/${id}/call`, { people: [personId], channel: 'sms' });
  const links = (await messagesOf(now, '集结点')).flatMap((message) => message.links);
  const token = links.map((link) => link.split('#')[1] ?? '').find((one) => one.startsWith(`${number}.`));
  return (await http<HttpTaskCard>('POST', `/api/activations/${id}/tasks/${TASK}/finish`, { body: { token } })).body;
}

test('the leader of each team hears once, with a count, of tasks that passed their limit without a report', async () => {
  const [first] = await called();
  expect((await report(first as Called)).tasks).toMatchObject([{ code: TASK, state: 'done' }]);
  expect(await messagesOf(now, '应急任务')).toEqual([]);
  const teams = await missing();
  const messages = await until('the leaders to be told', async () => {
    const all = await messagesOf(now, '还没有报告，请立即催办');
    return all.length >= teams.length ? all : null;
  }, 90_000);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(now.effectiveAt ?? '') + MINUTE_MS);
  const expected = await Promise.all(teams.filter(({ leaderId }) => leaderId !== null).map(async ({ leaderId, count }) => [[await numberOf(leaderId ?? '')], `本编队有${count}项应急任务`]));
  for (const [addresses, words] of expected) expect(messages).toContainEqual(expect.objectContaining({ way: 'workApp', realm: 'live', addresses, text: expect.stringContaining(words as string) }));
  // The demonstration's grid worker leads the team of the grid, and reads it in our own pages as well.
  const mine = (await chief.get<{ items: { number: string; text: string }[] }>('/api/notices?limit=200')).body.items;
  expect(mine.filter(({ number, text }) => number === now.number && text.includes('应急任务'))).toHaveLength(1);
});

test('told again it is no second message; a report that comes late is kept, and marked late', async () => {
  const before = await messagesOf(now, '请立即催办');
  const rows = await query<{ no: number; due: number }>(
    `SELECT DISTINCT coordinator_no AS no, (answer_by - 600000 + 60000)::float8 AS due FROM dispatch.activation_person WHERE activation_id = $1`, [id]);
  for (const { no, due } of rows) await bus.request(tellTasks, { activationId: id, coordinatorNo: no, nth: 0, dueAt: due, to: 'leader' });
  expect(await messagesOf(now, '请立即催办')).toHaveLength(before.length);
  const [, second, third] = await called();
  const card = await report(second as Called);
  expect(card.tasks).toMatchObject([{ code: TASK, state: 'late', doneAt: expect.any(String) }]);
  const shown = await boss.get<{ tasksDone: number; tasksLate: number; tasksOverdue: number }>(`/api/activations/${id}/people/${second?.personId}`);
  expect(shown.body).toMatchObject({ tasksDone: 1, tasksLate: 1, tasksOverdue: 0 });
  expect((await boss.get(`/api/activations/${id}/people/${third?.personId}`)).body).toMatchObject({ tasksDone: 0, tasksOverdue: 1 });
});

test('what is still missing after the second interval is told once to whoever is on duty for the subdistrict', async () => {
  const left = (await missing()).reduce((sum, { count }) => sum + count, 0);
  const [message, ...more] = await until('the subdistrict to be told', async () => {
    const all = await messagesOf(now, '请立即督办');
    return all.length > 0 ? all : null;
  }, 90_000);
  expect([message?.text.includes(`所辖编队有${left}项应急任务`), more]).toEqual([true, []]);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(now.effectiveAt ?? '') + 2 * MINUTE_MS);
  expect((await see(boss, id)).phase).toBe('active');
  await city.assertNothingUnexpected();
});
