import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callsOf, city, COMMUNITY, endPlan, inForce, messagesOf, press, pressed, sayPlan, see, standDown, statesOf, type Activation } from '../world/activation.js';
import { http, person, type Person } from '../world/people.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

const PLAN = 'T-KEY';
const ALONE = 'T-ALONE';
let boss: Person;
let other: Person;
let officer: Person;
let street: Person;
const begun: string[] = [];

beforeAll(async () => {
  [boss, other, officer] = await Promise.all([person('centreLeader'), person('districtLeader'), person('departmentDuty')]);
  street = await person('subdistrictSecretary', 0, (one) => COMMUNITY.startsWith(one.areaCode));
  await sayPlan(PLAN);
  await sayPlan(ALONE, { twoPersons: false, cancelSeconds: 0 });
  await city.clear();
  await city.script('live', { usual: { act: 'receive', afterMs: 0 } });
}, 60_000);
afterAll(async () => {
  for (const id of begun) await standDown(boss, id);
  // Nobody answers by themselves in the next test.
  await city.clear();
  for (const code of [PLAN, ALONE]) await endPlan(code);
});

const begin = async (...given: Parameters<typeof pressed>): Promise<string> => {
  const id = await pressed(...given);
  begun.push(id);
  return id;
};
const post = (who: Person, id: string, what: string, body: object) => who.post<Activation & { code?: string; field?: string }>(`/api/activations/${id}/${what}`, body);
const sum = ({ tally }: Activation): number => tally.pending + tally.confirmed + tally.late + tally.unreachable + tally.excused;

describe('from the key to the stand-down', () => {
  let id: string;
  let now: Activation;

  test('another leader confirms; nothing is sent before the window is over, then everybody is called, each once', async () => {
    id = await begin(boss, { planId: PLAN });
    const asked = await until('the page of the other leader', async () => (await messagesOf(await see(boss, id), '复核确认'))[0] ?? null);
    expect(asked.way).toBe('workApp');
    // The message of the bell leads to it.
    const told = await until('the message in our own pages', async () => {
      const { items } = (await other.get<{ items: { activationId: string | null; kind: string }[] }>('/api/notices?limit=50')).body;
      return items.find(({ activationId }) => activationId === id) ?? null;
    });
    expect(told).toMatchObject({ kind: 'activation.confirm', caseId: null, number: expect.stringContaining('511703-') });
    const { approval } = await see(other, id);
    expect((await see(boss, id)).approval).toBeNull();
    expect((await post(boss, id, 'confirm', { approval })).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await post(other, id, 'confirm', { approval: id })).body).toMatchObject({ code: 'INVALID', field: 'approval' });
    expect(await messagesOf(await see(boss, id), '集结点')).toEqual([]);
    const confirmed = await post(other, id, 'confirm', { approval });
    expect([confirmed.status, confirmed.body.phase]).toEqual([200, 'window']);
    expect((await post(other, id, 'confirm', { approval })).body).toMatchObject({ code: 'WRONG_STAGE' });
    now = await inForce(other, id);
    const at = Date.parse(now.effectiveAt ?? '');
    expect(at).toBe(Date.parse(confirmed.body.phaseDueAt ?? ''));
    const calls = await messagesOf(now, '集结点');
    expect(calls.every((call) => call.at >= at)).toBe(true);
    const counts = await callsOf(now);
    expect([...counts.values()].every((count) => count === 1)).toBe(true);
    expect([...counts.keys()].filter((key) => key.startsWith('workApp')).length).toBeGreaterThanOrEqual(now.tally.called);
    expect([sum(now), await statesOf(id)]).toEqual([now.tally.people, { pending: now.tally.pending, ...(now.tally.excused > 0 ? { excused: now.tally.excused } : {}) }]);
  });

  test('the step of a department is told to its duty, who sees and finishes it', async () => {
    await until('the step to be told', async () => (await messagesOf(now, '处置步骤'))[0] ?? null);
    expect((await see(officer, id)).steps).toMatchObject([{ code: '1-1', state: 'running', words: '巡查低洼院落' }]);
    expect((await street.post<{ code: string }>(`/api/activations/${id}/steps/1-1/finish`, { result: '已完成' })).body.code).toBe('FORBIDDEN');
    const done = await officer.post<Activation>(`/api/activations/${id}/steps/1-1/finish`, { result: '已巡查' });
    expect([done.status, done.body.steps[0]?.state]).toEqual([200, 'done']);
  });

  test('who opens the link of a message answers without a session, once, and reports in with a place', async () => {
    const { items } = (await boss.get<{ items: { personId: string }[] }>(`/api/activations/${id}/people?state=pending&limit=3`)).body;
    const [one] = items;
    const called = await boss.post<{ called: number }>(`/api/activations/${id}/call`, { people: [one?.personId], channel: 'sms' });
    expect(called.body).toEqual({ called: 1, failed: 0, unknown: 0 });
    const [sms] = (await messagesOf(now, '集结点')).filter(({ way }) => way === 'sms');
    const token = (sms?.links[0] ?? '').split('#')[1] ?? '';
    const asks = (what: string, body: object) => http<{ state: string; onSiteAt: string | null; code?: string }>('POST', `/api/activations/${id}/${what}`, { body });
    expect((await asks('card', { token })).body).toMatchObject({ planName: '试验预案', state: 'pending', drill: false });
    expect((await asks('acknowledge', { token })).body).toMatchObject({ state: 'confirmed', onSiteAt: null });
    expect((await asks('acknowledge', { token })).body).toMatchObject({ state: 'confirmed' });
    expect((await asks('acknowledge', { token, onSite: true, location: { lng: 107.5, lat: 31.2, accuracyMetres: 20 } })).body.onSiteAt).not.toBeNull();
    const other = `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`;
    expect((await asks('acknowledge', { token: other })).status).toBe(404);
    const counted = await until('the answer in the tally', async () => {
      const seen = await see(boss, id);
      return seen.tally.confirmed === 1 ? seen : null;
    });
    expect([counted.tally.onSite, sum(counted)]).toEqual([1, counted.tally.people]);
    const rows = await query('SELECT 1 FROM dispatch.activation_answer WHERE activation_id = $1', [id]);
    expect(rows).toHaveLength(1);
    const why = await boss.get<{ deliveries: { channel: string; purpose: string }[] }>(`/api/activations/${id}/people/${one?.personId}`);
    expect(why.body.deliveries.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['workApp', 'sms']));
  });

  test('people are excused, let go and added while it runs; the five states always add up', async () => {
    const before = await see(boss, id);
    const { items } = (await boss.get<{ items: { personId: string }[] }>(`/api/activations/${id}/people?state=pending&limit=2`)).body;
    const [ill, free] = items.map(({ personId }) => personId);
    const excused = await boss.post<Activation>(`/api/activations/${id}/people/release`, { people: [ill], how: 'excuse', reason: '住院' });
    expect([excused.status, sum(excused.body), excused.body.tally.people, excused.body.tally.excused]).toEqual([200, before.tally.people, before.tally.people, before.tally.excused + 1]);
    const released = await boss.post<Activation>(`/api/activations/${id}/people/release`, { people: [free], how: 'release', reason: '调离' });
    expect([released.body.tally.people, sum(released.body)]).toEqual([before.tally.people - 1, before.tally.people - 1]);
    const [outsider] = await query<{ id: string }>(
      `SELECT body->>'id' AS id FROM registry.standing WHERE list = 'people' AND body->>'status' = 'present'
         AND NOT (body->>'id' = ANY(SELECT person_id::text FROM dispatch.activation_person WHERE activation_id = $1)) LIMIT 1`,
      [id],
    );
    const added = await boss.post<Activation>(`/api/activations/${id}/people/add`, { people: [outsider?.id], areaCode: COMMUNITY, reason: '增援' });
    expect(added.status).toBe(200);
    const more = await until('who was added is called', async () => {
      const seen = await see(boss, id);
      return seen.tally.people === before.tally.people && seen.tally.called === seen.tally.pending ? seen : null;
    });
    expect(sum(more)).toBe(more.tally.people);
  });

  test('the level rises: everybody hears of it once; a level above the plan and a lower tier are refused', async () => {
    expect((await post(boss, id, 'change-level', { areas: [COMMUNITY], responseLevel: 'I', reason: '水位上涨' })).body).toMatchObject({ code: 'INVALID', field: 'responseLevel' });
    expect((await post(street, id, 'change-level', { areas: [COMMUNITY], responseLevel: 'III', reason: '水位回落' })).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await post(boss, id, 'change-level', { areas: [COMMUNITY], responseLevel: 'III', reason: '水位回落' })).body.level).toBe('III');
    await until('the word of it', async () => (await messagesOf(now, '降为')).length > 0);
    expect((await post(boss, id, 'change-level', { areas: [COMMUNITY], responseLevel: 'II', reason: '水位上涨' })).body.level).toBe('II');
  });

  test('a report is drafted from the tallies and signed', async () => {
    const { reports } = await see(boss, id);
    expect(reports[0]).toMatchObject({ kind: 'first', nth: 1, filedAt: null, draft: expect.stringContaining('应到') });
    const filed = await boss.post<Activation>(`/api/activations/${id}/reports`, { kind: 'first', nth: 1, text: reports[0]?.draft });
    expect(filed.body.reports).toMatchObject([{ filedById: boss.personId, draft: null }, { kind: 'further', nth: 1 }]);
  });

  test('stand-down is told to everybody, undoes what was done, and is refused a second time', async () => {
    const down = await post(boss, id, 'stand-down', { reason: '险情解除' });
    expect([down.status, down.body.phase, down.body.steps[0]?.state]).toEqual([200, 'standingDown', 'undoing']);
    expect((await post(boss, id, 'stand-down', { reason: '险情解除' })).body.code).toBe('WRONG_STAGE');
    await until('the word of it', async () => (await messagesOf(now, '解除，请')).length > 0);
    expect((await officer.post<Activation>(`/api/activations/${id}/steps/1-1/finish`, { result: '已撤除' })).body.steps[0]?.state).toBe('undone');
    const final = await boss.post<Activation>(`/api/activations/${id}/reports`, { kind: 'final', nth: 1, text: '处置结束' });
    expect(final.body.phase).toBe('ended');
    const score = await boss.get<{ score: number; parts: object[] }>(`/api/activations/${id}/score`);
    expect(score.body.parts.length).toBeGreaterThan(3);
    await city.assertNothingUnexpected();
  });
});

describe('a drill', () => {
  test('runs the same way and reaches nobody but through its own channels; no case changes its clocks', async () => {
    await city.script('drill', { usual: { act: 'answer', afterMs: 0 } });
    const id = await begin(boss, { planId: ALONE, drill: true });
    const now = await until('everybody has answered', async () => {
      const seen = await see(boss, id);
      return seen.phase === 'active' && seen.tally.people > 0 && seen.tally.pending === 0 ? seen : null;
    });
    const messages = await messagesOf(now);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.every(({ realm, text }) => realm === 'drill' && text.startsWith('【演练】'))).toBe(true);
    expect([now.drill, now.cases, now.tally.confirmed + now.tally.excused]).toEqual([true, null, now.tally.people]);
    await city.assertNothingUnexpected();
  });
});

describe('what is refused', () => {
  test.each<[string, object, string, string | undefined]>([
    ['an unknown plan', { planId: 'T-NONE' }, 'NOT_FOUND', 'planId'],
    ['an area of another district', { areas: ['511702001001'] }, 'FORBIDDEN', 'areas'],
    ['an area nobody knows', { areas: ['511703999'] }, 'INVALID', 'areas.0'],
    ['a level above the plan', { responseLevel: 'I' }, 'INVALID', 'responseLevel'],
    ['no area', { areas: [] }, 'INVALID', 'areas'],
  ])('a press with %s', async (_, given, code, field) => {
    const answer = await press(boss, { planId: PLAN, ...given });
    expect([answer.body.code, answer.body.field]).toEqual([code, field]);
  });

  test('a press by whoever may not, or not at this level', async () => {
    expect((await press(await person('gridWorker'), { planId: PLAN })).body.code).toBe('FORBIDDEN');
    expect((await press(street, { planId: PLAN, responseLevel: 'II' })).body).toMatchObject({ code: 'FORBIDDEN', field: 'responseLevel' });
  });

  test('a press that was taken back sends nothing to those it would have called', async () => {
    const id = await begin(boss, { planId: PLAN });
    expect((await post(other, id, 'cancel', { reason: '误报' })).body.phase).toBe('cancelled');
    expect(await messagesOf(await see(boss, id), '集结点')).toEqual([]);
  });
});

test('broken open by one person it is in force at once, and every other leader is told', async () => {
  const id = await begin(boss, { planId: PLAN, breakGlass: true });
  const now = await inForce(boss, id);
  expect([now.effectiveAt, now.breakGlass, now.confirmedById]).toEqual([now.pressedAt, true, null]);
  await until('the leaders to be told', async () => (await messagesOf(now, '破窗'))[0] ?? null);
  await standDown(boss, id);
});

test('whoever breaks the glass of a press that waits for a second person joins it and puts it in force', async () => {
  const id = await begin(boss, { planId: PLAN });
  const broken = await press(boss, { planId: PLAN, breakGlass: true });
  expect([broken.status, broken.body.joined, broken.body.activation.id, broken.body.activation.breakGlass]).toEqual([200, true, id, true]);
  const now = await inForce(boss, id);
  expect(now.timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['pressed', 'brokeGlass', 'tookEffect']));
  await standDown(boss, id);
});
