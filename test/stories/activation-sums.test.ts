import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveUp } from '@shaodao/contracts/activation-work';
import { callHeard } from '@shaodao/contracts/calls';
import { marked, PERSON_STATES, type PersonEvent, type RosterMark } from '@shaodao/domain/activation/person-state';
import { Bus } from '@shaodao/platform/bus';
import fc from 'fast-check';
import { city, COMMUNITY, endPlan, inForce, pressed, sayPlan, see, standDown } from '../world/activation.js';
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

/** Everybody's, by person, also of those who were let go. */
async function rowsOf(id: string): Promise<Map<string, Row>> {
  const rows = await query<Row & Record<string, unknown>>(
    `SELECT person_id::text AS "personId", team_no AS "teamNo", state, called_at::float8 AS "calledAt", reached_at::float8 AS "reachedAt",
       answered_at::float8 AS "answeredAt", on_site_at::float8 AS "onSiteAt", place_proof AS "placeProof", answer_by::float8 AS "answerBy",
       released_at::float8 AS "releasedAt", added_at::float8 AS "addedAt"
     FROM dispatch.activation_person WHERE activation_id = $1 ORDER BY person_id`,
    [id],
  );
  return new Map(rows.map((row) => [row.personId, row]));
}

/** `who` picks one of the people; `late` is after the limit, `early` before the activation. */
const happening = fc.record({
  what: fc.constantFrom('reached', 'answered', 'excused', 'givenUp', 'released', 'added'),
  who: fc.nat(1_000),
  when: fc.constantFrom('early', 'inTime', 'late'),
  twice: fc.boolean(),
});
type Happening = PersonEvent['type'];

test('every row is what the rule makes of what happened, also of people let go and called anew, and the five states add up to all who are in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 60 }), async (events) => {
      const id = await pressed(boss, { planId: PLAN, drill: true });
      const { effectiveAt } = await inForce(boss, id);
      const marks = await rowsOf(id);
      const ids = [...marks.keys()];
      for (const { what, who, when, twice } of events) {
        // Few, so that much happens to each.
        const one = marks.get(ids[who % Math.min(ids.length, 8)] ?? '');
        if (one === undefined) continue;
        const at = when === 'early' ? Date.parse(effectiveAt ?? '') - 60_000 : one.answerBy + (when === 'late' ? 1_000 : -1_000);
        for (let times = twice ? 2 : 1; times > 0; times--) await happen(id, one, { what, at });
        for (const other of marks.values()) {
          const concerned = what === 'givenUp' ? other.teamNo === one.teamNo : other.personId === one.personId;
          if (concerned) marks.set(other.personId, await after(id, other, { what, at }));
        }
      }
      expect([...(await rowsOf(id))]).toEqual([...marks]);
      const counted = [...marks.values()].filter(({ releasedAt }) => releasedAt === null);
      const { tally } = await until('the newest tally', async () => {
        const seen = await see(boss, id);
        return seen.tally.people === counted.length ? seen : null;
      });
      expect(PERSON_STATES.reduce((sum, state) => sum + tally[state], 0)).toBe(counted.length);
      expect(PERSON_STATES.map((state) => tally[state])).toEqual(PERSON_STATES.map((state) => counted.filter((mark) => mark.state === state).length));
      await standDown(boss, id);
    }),
    { numRuns: 4 },
  );
}, 300_000);

async function happen(activationId: string, { personId, teamNo }: Row, { what, at }: { what: Happening; at: number }): Promise<void> {
  const asks = (way: string, body: object) => boss.post<{ code?: string }>(`/api/activations/${activationId}/people/${way}`, { people: [personId], reason: '请假', ...body });
  if (what === 'givenUp') await bus.request(giveUp, { activationId, teamNo });
  else if (what === 'excused') await asks('release', { how: 'excuse' });
  else if (what === 'released') await asks('release', { how: 'release' });
  else if (what === 'added') await asks('add', { areaCode: COMMUNITY });
  else await bus.request(callHeard, { activationId, heard: [{ personId, what: what as 'reached' | 'answered', channel: 'sms', at }] });
}

/** By the rule; what our own clock and the new team say is read from the row: only when, and where to. */
async function after(activationId: string, before: Row, { what, at }: { what: Happening; at: number }): Promise<Row> {
  const read = async (): Promise<Row> => (await rowsOf(activationId)).get(before.personId) ?? before;
  if (what === 'added' && before.releasedAt !== null) {
    const { teamNo, answerBy, addedAt, calledAt } = await until('who was added to be called', async () => {
      const row = await read();
      return row.releasedAt === null && row.calledAt !== null ? row : null;
    });
    expect(teamNo).not.toBe(before.teamNo);
    const fresh = marked(before, { type: 'added', at: addedAt ?? 0 }, answerBy);
    return { ...before, ...marked(fresh, { type: 'called', at: calledAt ?? 0 }, answerBy), teamNo, answerBy };
  }
  const clock = what === 'released' ? ((await read()).releasedAt ?? 0) : at;
  return { ...before, ...marked(before, { type: what, at: clock } as PersonEvent, before.answerBy) };
}
