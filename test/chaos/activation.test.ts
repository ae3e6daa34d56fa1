import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { callsOf, city, COMMUNITY, endPlan, messagesOf, pressed, sayPlan, see, standDown, statesOf, type Activation } from '../world/activation.js';
import { killAndWait, type ChildName } from '../world/children.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { run } from '../world/stack.js';
import { until } from '../world/wait.js';

const PEOPLE = 1_500;
const PLAN = 'T-CHAOS';
const TWO = 'T-CHAOS-TWO';
let boss: Person;
/** Communities in which the plan calls its crowd and nobody else. */
let areas: string[] = [];
let id = '';

beforeAll(async () => {
  boss = await person('centreLeader');
  const args = ['--people', String(PEOPLE), '--plan', PLAN, '--cancel-seconds', '1'];
  const { code, output } = await run('apps/registry/dist/seed/crowd/main.js', args, { DATABASE_URL: place.databaseUrl });
  if (code !== 0) throw new Error(output);
  ({ areas } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as { areas: string[] });
  await until('registry to know the plan', async () => (await boss.get<{ items: { code: string }[] }>('/api/plans')).body.items.some(({ code: plan }) => plan === PLAN));
}, 120_000);
beforeEach(() => city.clear());
afterEach(async () => {
  await until('the stand-down', async () => {
    await standDown(boss, id).catch(() => undefined);
    return ['standingDown', 'ended', 'cancelled'].includes((await look(id))?.phase ?? '');
  });
}, 60_000);
afterAll(async () => {
  await city.clear();
  await endPlan(TWO);
});

/** A page may be away while its process is: then it is asked again. */
async function look(id: string): Promise<Activation | null> {
  return see(boss, id).catch(() => null);
}

describe('a process is killed in the middle of a call', () => {
  test.each<ChildName>(['worker', 'dispatch', 'notification', 'nats', 'postgres', 'temporal'])('%s: nobody is called twice, nobody is forgotten, the tallies are exact', async (name) => {
    await city.script('live', { usual: { act: 'answer', afterMs: 300 } });
    id = await pressed(boss, { planId: PLAN, areas });
    await until('it takes effect', async () => (await look(id))?.phase === 'active');
    // In the middle: not everybody has answered.
    expect((await look(id))?.tally.pending).toBeGreaterThan(0);
    await killAndWait(name);
    const now = await until(
      'everybody has answered',
      async () => {
        const seen = await look(id);
        return seen !== null && seen.tally.people === PEOPLE && seen.tally.pending === 0 ? seen : null;
      },
      90_000,
    );
    const { tally } = now;
    expect(tally.confirmed + tally.late + tally.unreachable + tally.excused).toBe(tally.people);
    const counts = await callsOf(now);
    expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
    const asked = tally.people - tally.excused;
    expect(tally.confirmed + tally.late).toBe(asked);
    const [answers] = await query<{ count: number }>('SELECT count(*)::int FROM dispatch.activation_answer WHERE activation_id = $1', [id]);
    expect(answers?.count).toBe(asked);
    expect(await statesOf(id)).toEqual(Object.fromEntries(Object.entries({ confirmed: tally.confirmed, late: tally.late, excused: tally.excused }).filter(([, count]) => count > 0)));
    await city.assertNothingUnexpected();
  }, 180_000);
});

test('a press waits for its second person while processes are killed: at its instant each leader gets one SMS', async () => {
  await sayPlan(TWO, { confirmMinutes: 10 });
  await city.script('live', { usual: { act: 'receive', afterMs: 0 } });
  id = await pressed(boss, { planId: TWO, areas: [COMMUNITY] });
  const { number, pressedAt } = await see(boss, id);
  const got = async (way: string): Promise<string[]> => (await messagesOf({ number }, '复核确认')).flatMap((message) => (message.way === way ? message.addresses : []));
  await until('the first page', async () => (await got('workApp')).length > 0);
  const asked = (await got('workApp')).length;
  for (const name of ['worker', 'dispatch', 'temporal'] as const) await killAndWait(name);
  await until('the SMS', async () => (await got('sms')).length > 0, 120_000);
  for (const name of ['notification', 'worker'] as const) await killAndWait(name);
  const all = await until('everybody’s', async () => ((await got('sms')).length >= asked ? got('sms') : null));
  expect(new Set(all).size).toBe(asked);
  expect([all.length, (await got('workApp')).length]).toEqual([asked, asked]);
  expect((await messagesOf({ number }, '复核确认')).filter(({ way }) => way === 'sms').every(({ at }) => at >= Date.parse(pressedAt) + 60_000)).toBe(true);
  await city.assertNothingUnexpected();
}, 240_000);
