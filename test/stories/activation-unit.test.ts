import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HttpActivation } from '@shaodao/contracts/http-activations';
import { city, endPlan, inForce, pressed, sayPlan, see, standDown } from '../world/activation.js';
import { accounts, person, type Person } from '../world/people.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

/** A department in an activation: where its own people stand, and nobody else's. */

const PLAN = 'T-UNIT';
const DISTRICT = '511703';
let boss: Person;
let officer: Person;
let unit: string;
let id: string;

type Line = { personId: string; departmentId: string | null };
type Team = { teamNo: number; leaderId: string | null; tally: HttpActivation['tally'] };

beforeAll(async () => {
  boss = await person('centreLeader');
  await sayPlan(PLAN, { twoPersons: false, cancelSeconds: 0 });
  await city.clear();
  await city.script('drill', { usual: { act: 'silent', afterMs: 0 } });
  id = await pressed(boss, { planId: PLAN, areas: [DISTRICT], drill: true });
  await inForce(boss, id, 60_000);
  const called = await query<{ unit: string }>(
    `SELECT department_id::text AS unit FROM dispatch.activation_person WHERE activation_id = $1 AND department_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC`,
    [id],
  );
  const held = called.find((one) => accounts.some(({ seat, departmentId }) => seat === 'departmentDuty' && departmentId === one.unit));
  if (held === undefined) throw new Error('no demo department has people in the roster');
  ({ unit } = held);
  officer = await person('departmentDuty', 0, ({ departmentId }) => departmentId === unit);
}, 90_000);
afterAll(async () => {
  await standDown(boss, id);
  await city.clear();
  await endPlan(PLAN);
});

const ofUnit = async (): Promise<number> =>
  (await query<{ count: number }>('SELECT count(*)::int FROM dispatch.activation_person WHERE activation_id = $1 AND department_id = $2 AND released_at IS NULL', [id, unit]))[0]?.count ?? 0;
const sum = ({ tally }: Pick<HttpActivation, 'tally'>): number => tally.pending + tally.confirmed + tally.late + tally.unreachable + tally.excused;

test('counts its own people alone, by state, area and team, while leaders count everybody', async () => {
  const own = await ofUnit();
  const [all, seen] = await Promise.all([see(boss, id), see(officer, id)]);
  expect(all.tally.people).toBeGreaterThan(own);
  expect([own > 0, seen.tally.people, sum(seen)]).toEqual([true, own, own]);
  expect(seen.byArea.reduce((count, { tally }) => count + tally.people, 0)).toBe(own);
  const { items: teams } = (await officer.get<{ items: Team[] }>(`/api/activations/${id}/teams`)).body;
  expect(teams.reduce((count, { tally }) => count + tally.people, 0)).toBe(own);
  expect(teams.every(({ leaderId, tally }) => leaderId === null && tally.people > 0)).toBe(true);
  const { items: everyTeam } = (await boss.get<{ items: Team[] }>(`/api/activations/${id}/teams`)).body;
  expect(everyTeam.reduce((count, { tally }) => count + tally.people, 0)).toBe(all.tally.people);
});

test('lists its own people, whatever is asked for, and explains nobody else’s call', async () => {
  const [stranger] = await query<{ personId: string; unit: string }>(
    `SELECT person_id::text AS "personId", department_id::text AS unit FROM dispatch.activation_person WHERE activation_id = $1 AND department_id <> $2 LIMIT 1`,
    [id, unit],
  );
  for (const asked of ['', `&departmentId=${stranger?.unit}`, `&areaCode=${DISTRICT}`]) {
    const { items } = (await officer.get<{ items: Line[] }>(`/api/activations/${id}/people?limit=500${asked}`)).body;
    expect([items.length, items.every(({ departmentId }) => departmentId === unit)]).toEqual([await ofUnit(), true]);
  }
  expect((await officer.get(`/api/activations/${id}/people/${stranger?.personId}`)).body).toMatchObject({ code: 'NOT_FOUND' });
});

test('sees that one of its own answered, and not why another unit’s person was excused', async () => {
  const [own] = (await officer.get<{ items: Line[] }>(`/api/activations/${id}/people?state=pending&limit=1`)).body.items;
  const other = (await boss.get<{ items: Line[] }>(`/api/activations/${id}/people?state=pending&limit=500`)).body.items.find(({ departmentId }) => departmentId !== unit);
  const before = await see(officer, id);
  await boss.post(`/api/activations/${id}/people/release`, { people: [other?.personId], how: 'excuse', reason: '住院' });
  await boss.post(`/api/activations/${id}/people/release`, { people: [own?.personId], how: 'excuse', reason: '值守' });
  const after = await until('the own person to be counted', async () => {
    const seen = await see(officer, id);
    return seen.tally.excused === before.tally.excused + 1 ? seen : null;
  });
  expect(after.tally.people).toBe(before.tally.people);
  expect(JSON.stringify(after)).not.toMatch(/住院|值守/);
  expect(JSON.stringify(await see(boss, id))).toContain('住院');
  expect(after.timeline.find(({ type }) => type === 'frozen')).toMatchObject({ subject: null });
  expect(after.reports.every(({ draft, text }) => draft === null && text === null)).toBe(true);
});

test('is not told the score, which is counted from everybody', async () => {
  await standDown(boss, id);
  expect((await officer.get(`/api/activations/${id}/score`)).body).toMatchObject({ code: 'FORBIDDEN' });
  expect((await boss.get(`/api/activations/${id}/score`)).status).toBe(200);
});
