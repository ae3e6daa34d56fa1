import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { callsOf, city, pressed, sayPlan, see, standDown, statesOf, type Activation } from '../world/activation.js';
import { killAndWait, type ChildName } from '../world/children.js';
import { person, type Person } from '../world/people.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

/** Some nine hundred people of one subdistrict. */
const AREA = '511703001';
const PLAN = 'T-CHAOS';
let boss: Person;

beforeAll(async () => {
  boss = await person('centreLeader');
  await sayPlan(PLAN, { twoPersons: false, cancelSeconds: 1 });
}, 60_000);
beforeEach(() => city.clear());
afterAll(() => city.clear());

/** A page may be away while its process is: then it is asked again. */
async function look(id: string): Promise<Activation | null> {
  return see(boss, id).catch(() => null);
}

describe('a process is killed in the middle of a call', () => {
  test.each<ChildName>(['worker', 'dispatch', 'notification', 'nats', 'postgres', 'temporal'])('%s: nobody is called twice, nobody is forgotten, the tallies are exact', async (name) => {
    await city.script('live', { usual: { act: 'answer', afterMs: 300 } });
    const id = await pressed(boss, { planId: PLAN, areas: [AREA] });
    await until('it takes effect', async () => (await look(id))?.phase === 'active');
    await killAndWait(name);
    const now = await until(
      'everybody has answered',
      async () => {
        const seen = await look(id);
        return seen !== null && seen.tally.people > 500 && seen.tally.pending === 0 ? seen : null;
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
    await until('the stand-down', async () => {
      await standDown(boss, id).catch(() => undefined);
      return (await look(id))?.phase === 'standingDown' || (await look(id))?.phase === 'ended';
    });
  }, 180_000);
});
