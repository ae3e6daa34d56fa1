import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveUp } from '@shaodao/contracts/activation-work';
import { callHeard } from '@shaodao/contracts/calls';
import { marked, PERSON_STATES, type PersonEvent, type RosterMark } from '@shaodao/domain/activation/person-state';
import { Bus } from '@shaodao/platform/bus';
import fc from 'fast-check';
import { city, endPlan, inForce, pressed, sayPlan, see, standDown } from '../world/activation.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

/** What the rows of people say after whatever happened to them, against the rule that says what it should be. */

const PLAN = 'T-SUMS';
let boss: Person;
let bus: Bus;

beforeAll(async () => {
  boss = await person('centreLeader');
  await sayPlan(PLAN, { twoPersons: false, cancelSeconds: 0 });
  await city.script('drill', { usual: { act: 'silent', afterMs: 0 } });
  bus = await Bus.connect({ url: place.natsUrl, name: 'test' });
}, 60_000);
afterAll(async () => {
  await bus.onApplicationShutdown();
  await city.clear();
  await endPlan(PLAN);
});

interface Row extends RosterMark {
  personId: string;
  teamNo: number;
  answerBy: number;
}

const rows = (id: string): Promise<Row[]> =>
  query<Row & Record<string, unknown>>(
    `SELECT person_id::text AS "personId", team_no AS "teamNo", state, called_at::float8 AS "calledAt", reached_at::float8 AS "reachedAt",
       answered_at::float8 AS "answeredAt", on_site_at::float8 AS "onSiteAt", answer_by::float8 AS "answerBy"
     FROM dispatch.activation_person WHERE activation_id = $1 AND released_at IS NULL ORDER BY person_no`,
    [id],
  );

/** `who` picks one of the people; `late` is after the limit. */
const happening = fc.record({ what: fc.constantFrom('reached', 'answered', 'excused', 'givenUp'), who: fc.nat(1_000), late: fc.boolean(), twice: fc.boolean() });

test('every row is what the rule makes of what happened, and the five states add up to all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 60 }), async (events) => {
      const id = await pressed(boss, { planId: PLAN, drill: true });
      await inForce(boss, id);
      const marks = new Map((await rows(id)).map((row) => [row.personId, row]));
      const ids = [...marks.keys()];
      for (const { what, who, late, twice } of events) {
        const one = marks.get(ids[who % ids.length] ?? '');
        if (one === undefined) continue;
        const at = one.answerBy + (late ? 1_000 : -1_000);
        for (let times = twice ? 2 : 1; times > 0; times--) await happen(id, one, { what, at });
        for (const other of marks.values()) {
          const concerned = what === 'givenUp' ? other.teamNo === one.teamNo : other.personId === one.personId;
          if (concerned) marks.set(other.personId, { ...other, ...marked(other, { type: what, at } as PersonEvent, other.answerBy) });
        }
      }
      expect(await rows(id)).toEqual(ids.map((personId) => marks.get(personId)));
      const { tally } = await until('the newest tally', async () => {
        const seen = await see(boss, id);
        return seen.tally.people === ids.length ? seen : null;
      });
      expect(PERSON_STATES.reduce((sum, state) => sum + tally[state], 0)).toBe(ids.length);
      expect(PERSON_STATES.map((state) => tally[state])).toEqual(PERSON_STATES.map((state) => [...marks.values()].filter((mark) => mark.state === state).length));
      await standDown(boss, id);
    }),
    { numRuns: 4 },
  );
}, 180_000);

async function happen(activationId: string, { personId, teamNo }: Row, { what, at }: { what: string; at: number }): Promise<void> {
  if (what === 'givenUp') await bus.request(giveUp, { activationId, teamNo });
  else if (what === 'excused') await boss.post(`/api/activations/${activationId}/people/release`, { people: [personId], how: 'excuse', reason: '请假' });
  else await bus.request(callHeard, { activationId, heard: [{ personId, what: what as 'reached' | 'answered', channel: 'sms', at }] });
}
