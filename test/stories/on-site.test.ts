import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpTaskCard } from '@shaodao/contracts/http-activations';
import { ACCURACY_MOST_METRES, TEAM_CODE_MS } from '@shaodao/domain/activation/on-site';
import { answerToken, newAnswerKey } from '@shaodao/dispatch/activations/answer-token';
import { teamCode } from '@shaodao/dispatch/activations/team-code';
import { city, endPlan, inForce, pressed, sayPlan, see, standDown } from '../world/activation.js';
import { http, person, type Answer, type Person } from '../world/people.js';
import { query } from '../world/records.js';
import { rosterOf, type Called, type Roster } from '../world/roster.js';

/** 到岗报到: what shows that somebody is there, and what does not. A drill, in which nobody answers by themselves. */

const PLAN = 'T-SITE';
const HERE = { lng: 107.5, lat: 31.2, accuracyMetres: 15 };
let boss: Person;
let id: string;
let roster: Roster;
let leader: Called;
let members: Called[];
let stranger: Called;

beforeAll(async () => {
  boss = await person('centreLeader');
  await sayPlan(PLAN, { twoPersons: false, cancelSeconds: 0 });
  await city.script('drill', { usual: { act: 'silent', afterMs: 0 } });
  id = await pressed(boss, { planId: PLAN, drill: true });
  await inForce(boss, id);
  roster = await rosterOf(id);
  const { people } = roster;
  const led = people.find(({ leads, team }) => leads && people.filter((one) => one.team === team).length > 6);
  const other = people.find(({ team }) => team !== led?.team);
  if (led === undefined || other === undefined) throw new Error('the plan calls no two teams, one of them with a leader and six more');
  [leader, stranger] = [led, other];
  members = people.filter(({ team, leads }) => team === led.team && !leads);
}, 60_000);
afterAll(async () => {
  await standDown(boss, id);
  await city.clear();
  await endPlan(PLAN);
});

type Card = HttpTaskCard & { code?: string; field?: string; detail?: string };
const says = (who: Called, said: object, headers: Record<string, string> = {}): Promise<Answer<Card>> =>
  http<Card>('POST', `/api/activations/${id}/acknowledge`, { body: { token: who.token, ...said }, headers });
const reportsIn = (who: Called, shown: object, headers: Record<string, string> = {}): Promise<Answer<Card>> => says(who, { onSite: true, ...shown }, headers);
const next = (): Called => {
  const one = members.shift();
  if (one === undefined) throw new Error('nobody is left to report in');
  return one;
};
const shows = (body: object, token?: string) => http<{ code: string; expiresAt: string; field?: string }>('POST', `/api/activations/${id}/team-code`, { body, ...(token === undefined ? {} : { token }) });
/** As the row of a person keeps it. */
const kept = async ({ personNo }: Called) =>
  (await query<{ placeProof: string | null; lng: number | null; lat: number | null; accuracy: number | null; answered: boolean }>(
    'SELECT place_proof AS "placeProof", lng, lat, accuracy_metres AS accuracy, answered_at IS NOT NULL AS answered FROM dispatch.activation_person WHERE activation_id = $1 AND person_no = $2',
    [id, personNo],
  ))[0];

describe('without a place and without a code', () => {
  test('nobody is on site: the field and the reason are said in both languages, and nothing is kept', async () => {
    const one = next();
    const refused = await reportsIn(one, { location: null });
    expect([refused.status, refused.body]).toMatchObject([400, { code: 'INVALID', field: 'location', detail: expect.stringContaining('到岗须有凭据') }]);
    const english = await reportsIn(one, {}, { 'accept-language': 'en' });
    expect(english.body).toMatchObject({ field: 'location', detail: expect.stringContaining('by a location, or by the code') });
    expect(await kept(one)).toEqual({ placeProof: null, lng: null, lat: null, accuracy: null, answered: false });
    // What needs no place is taken as ever.
    expect((await says(one, {})).body).toMatchObject({ state: 'confirmed', onSiteAt: null });
    expect((await reportsIn(one, {})).status).toBe(400);
  });

  test('a place without its accuracy, or one that may be anywhere in town, is none', async () => {
    const one = next();
    expect((await reportsIn(one, { location: { lng: 107.5, lat: 31.2 } })).body).toMatchObject({ code: 'INVALID', field: 'location.accuracyMetres' });
    expect((await reportsIn(one, { location: { ...HERE, accuracyMetres: ACCURACY_MOST_METRES + 1 } })).body).toMatchObject({ code: 'INVALID', field: 'location.accuracyMetres' });
    expect((await kept(one))?.answered).toBe(false);
  });
});

test('a place of the device is taken and kept with its accuracy; leaders see that it was one, not where', async () => {
  const one = next();
  expect((await reportsIn(one, { location: HERE })).body.onSiteAt).not.toBeNull();
  expect(await kept(one)).toEqual({ placeProof: 'location', lng: HERE.lng, lat: HERE.lat, accuracy: HERE.accuracyMetres, answered: true });
  // Again, from elsewhere or from nowhere, it is answered as the first.
  expect((await reportsIn(one, { location: { ...HERE, lat: 31.3 } })).status).toBe(200);
  expect((await reportsIn(one, {})).status).toBe(200);
  expect((await kept(one))?.lat).toBe(HERE.lat);
  const seen = await boss.get<{ placeProof: string }>(`/api/activations/${id}/people/${one.personId}`);
  expect(seen.body.placeProof).toBe('location');
  expect(JSON.stringify(seen.body)).not.toContain(String(HERE.lng));
});

describe('the code of a team', () => {
  let code: string;

  test('is shown to its leader, by the link of the message alone, and to who commands the ground; to nobody else', async () => {
    const shown = await shows({ token: leader.token, teamNo: leader.teamNo });
    expect(shown.status).toBe(200);
    ({ code } = shown.body);
    const leftMs = Date.parse(shown.body.expiresAt) - Date.now();
    expect(leftMs > TEAM_CODE_MS - 30_000 && leftMs <= TEAM_CODE_MS).toBe(true);
    expect((await shows({ teamNo: leader.teamNo }, boss.token)).status).toBe(200);
    const card = await http<HttpTaskCard>('POST', `/api/activations/${id}/card`, { body: { token: leader.token } });
    expect(card.body).toMatchObject({ leads: true, teamNo: leader.teamNo });
    const [member] = members;
    expect([(await shows({ token: member?.token, teamNo: leader.teamNo })).status, (await shows({ token: leader.token, teamNo: stranger.teamNo })).status]).toEqual([403, 403]);
    const officer = await person('departmentDuty');
    expect((await shows({ teamNo: leader.teamNo }, officer.token)).status).toBe(403);
    expect((await shows({ token: leader.token, teamNo: 99_999 })).status).toBe(404);
  });

  test('takes a member of the team, who then says no place', async () => {
    const one = next();
    const here = await reportsIn(one, { teamCode: code });
    expect([here.status, here.body.state, here.body.onSiteAt === null]).toEqual([200, 'confirmed', false]);
    expect(await kept(one)).toEqual({ placeProof: 'teamCode', lng: null, lat: null, accuracy: null, answered: true });
    const seen = await boss.get<{ placeProof: string }>(`/api/activations/${id}/people/${one.personId}`);
    expect(seen.body.placeProof).toBe('teamCode');
  });

  test('shows nothing of the leader who holds it out', async () => {
    expect((await reportsIn(leader, { teamCode: code })).body).toMatchObject({ code: 'INVALID', field: 'location' });
    expect((await reportsIn(leader, { teamCode: code, location: HERE })).body.onSiteAt).not.toBeNull();
    expect((await kept(leader))?.placeProof).toBe('location');
  });

  test('that is old, of another team or not ours takes nobody, and says which', async () => {
    const one = next();
    const bad = { code: 'INVALID', field: 'teamCode' };
    const old = teamCode(roster.key, leader.teamNo, Date.now() - TEAM_CODE_MS - 1).code;
    expect((await reportsIn(one, { teamCode: old })).body).toMatchObject({ ...bad, detail: expect.stringContaining('已过期') });
    expect((await reportsIn(stranger, { teamCode: code })).body).toMatchObject({ ...bad, detail: expect.stringContaining('别的编队') });
    const forged = [
      teamCode(newAnswerKey(), leader.teamNo, Date.now()).code,
      // Its time put forward.
      code.replace(/\.\w+\./, `.${(Date.now() + 10 * TEAM_CODE_MS).toString(36)}.`),
      // What the code at a meeting point held before it was signed, and a token of a person.
      String(leader.teamNo),
      answerToken(roster.key, leader.personNo),
    ];
    for (const none of forged) expect((await reportsIn(one, { teamCode: none })).body).toMatchObject({ ...bad, detail: expect.stringContaining('无效') });
    expect([(await kept(one))?.answered, (await kept(stranger))?.answered]).toEqual([false, false]);
    // With a place beside it nothing is lost.
    expect((await reportsIn(one, { teamCode: old, location: HERE })).status).toBe(200);
    expect((await kept(one))?.placeProof).toBe('location');
  });

  test('is no more shown once it is over', async () => {
    const { tally } = await see(boss, id);
    expect(tally.confirmed).toBeGreaterThanOrEqual(tally.onSite);
    await standDown(boss, id);
    expect((await shows({ token: leader.token, teamNo: leader.teamNo })).status).toBe(409);
    await city.assertNothingUnexpected();
  });
});
