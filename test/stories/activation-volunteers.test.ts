import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { callHeard } from '@shaodao/contracts/calls';
import { Bus } from '@shaodao/platform/bus';
import { city, endPlan, inForce, pressed, sayPlan, see, standDown, type Activation } from '../world/activation.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { say } from '../world/register.js';
import { until } from '../world/wait.js';

/** A step that calls volunteers: it is done once as many as its plan asks for have answered. */

const PLAN = 'T-HELP';
const STEPS = ['2-1', '2-2'];
/** The demonstration's team of volunteers, which comes to its own plans only. */
const TEAM = '511703-V1';
let team: { plans: string[] };
let boss: Person;
let bus: Bus;
let id: string;

beforeAll(async () => {
  boss = await person('centreLeader');
  await sayPlan(PLAN, { twoPersons: false, cancelSeconds: 0 });
  const call = { plan: PLAN, wave: 1, kind: 'callVolunteers', limitMinutes: 30 };
  await say('planSteps', `${PLAN}~2-1`, { ...call, code: '2-1', words: '召集水上救援志愿者', skills: ['水上救援'], people: 3 });
  await say('planSteps', `${PLAN}~2-2`, { ...call, code: '2-2', words: '召集懂驾驶的志愿者', skills: ['驾驶'], people: 1 });
  team = (await boss.get<{ entry: typeof team }>(`/api/register/teams/${TEAM}`)).body.entry;
  await say('teams', TEAM, { ...team, plans: [...team.plans, PLAN] });
  await city.clear();
  await city.script('drill', { usual: { act: 'silent', afterMs: 0 } });
  bus = await Bus.connect({ url: place.natsUrl, name: 'test' });
  id = await pressed(boss, { planId: PLAN, drill: true });
  await inForce(boss, id);
}, 60_000);
afterAll(async () => {
  await standDown(boss, id);
  await bus.onApplicationShutdown();
  await city.clear();
  await say('teams', TEAM, team);
  for (const code of STEPS) await say('planSteps', `${PLAN}~${code}`, null);
  await endPlan(PLAN);
});

const step = async (code: string): Promise<Activation['steps'][number] | undefined> => (await see(boss, id)).steps.find((one) => one.code === code);
const answers = (some: { personId: string }[]) =>
  bus.request(callHeard, { activationId: id, heard: some.map(({ personId }) => ({ personId, what: 'answered' as const, channel: 'workApp' as const, at: Date.now() })) });

test('ends by itself with the last volunteer who is needed, and not before', async () => {
  const people = await until('the volunteers to be called', async () => {
    const found = await query<{ personId: string }>(`SELECT person_id::text AS "personId" FROM dispatch.activation_person WHERE activation_id = $1 AND via = 'volunteer'`, [id]);
    return found.length >= 3 ? found : null;
  });
  expect(await step('2-1')).toMatchObject({ state: 'running', people: 3, come: 0 });
  await answers(people.slice(0, 2));
  expect(await until('two to be counted', async () => ((await step('2-1'))?.come === 2 ? step('2-1') : null))).toMatchObject({ state: 'running' });
  // Who answers twice is one; others of the roster are no volunteers.
  await answers(people.slice(0, 2));
  await answers(people.slice(2, 3));
  const done = await until('the step to end', async () => ((await step('2-1'))?.state === 'done' ? see(boss, id) : null));
  expect(done.steps.find(({ code }) => code === '2-1')).toMatchObject({ come: 3, overdue: 0 });
  const ends = done.timeline.filter(({ type, subject }) => type === 'stepDone' && subject === '2-1');
  expect(ends).toMatchObject([{ actorId: null }]);
  expect((await boss.post(`/api/activations/${id}/steps/2-1/finish`, { result: '到齐' })).body).toMatchObject({ code: 'WRONG_STAGE' });
});

test('where nobody comes it goes on, and a person ends it', async () => {
  expect(await step('2-2')).toMatchObject({ state: 'running', people: 1 });
  const done = await boss.post<Activation>(`/api/activations/${id}/steps/2-2/finish`, { result: '由消防救援接替' });
  expect(done.body.steps.find(({ code }) => code === '2-2')).toMatchObject({ state: 'done' });
});
