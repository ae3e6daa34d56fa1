import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { http, person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { numberOf, pass, say, toldSince } from '../world/register.js';
import { until } from '../world/wait.js';

/** Grids no other story uses; the demo grid's workers take their duty over. */
const GRID = '511703001005003';
const OTHER_GRID = '511703001005004';
const ROSTER = `gridWorker~${GRID}~`;
const OTHER_ROSTER = `gridWorker~${OTHER_GRID}~`;
const DAY_MS = 86_400_000;

interface OnDuty {
  via: string;
  people: { id: string; name: string | null; phone: string | null; how: string; layer: string | null }[];
}
interface Shifts {
  items: { fromAt: string; untilAt: string; layer: string; people: { id: string; how: string; insteadOf: { id: string } | null }[] }[];
}

let secretary: Person;
let workers: [Person, Person];
let numbers: [string, string];
let before: { key: string; body: object }[];

const iso = (at: number): string => new Date(at).toISOString();
const midnight = (daysAhead: number): number => Math.floor((Date.now() + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000 + daysAhead * DAY_MS;
const encoded = (params: Record<string, string>): string => new URLSearchParams(params).toString();

async function onDuty(at?: number): Promise<OnDuty> {
  const asked = { role: 'gridWorker', areaCode: GRID, ...(at === undefined ? {} : { at: iso(at) }) };
  const { status, body } = await workers[0].get<OnDuty>(`/api/duty?${encoded(asked)}`);
  expect(status).toBe(200);
  return body;
}

async function noticesOf(someone: Person, kind: string): Promise<{ id: string; caseId: string | null; text: string }[]> {
  const { body } = await someone.get<{ items: { id: string; kind: string; caseId: string | null; text: string }[] }>('/api/notices?limit=50');
  return body.items.filter((notice) => notice.kind === kind);
}

beforeAll(async () => {
  workers = [await person('gridWorker', 0), await person('gridWorker', 1)];
  numbers = [await numberOf(workers[0].personId), await numberOf(workers[1].personId)];
  secretary = await person('communitySecretary');
  before = await query(`SELECT key, body FROM registry.standing WHERE list = 'shifts' AND body->>'roster' = $1`, [ROSTER]);
  for (const { key } of before) await say('shifts', key, null);
  const [a, b] = numbers;
  const shift = { roster: ROSTER, days: [], anchor: '2026-01-05', every: '1d' };
  await say('shifts', `${ROSTER}~day`, { ...shift, code: 'day', name: '白班', from: '08:00', until: '20:00', turns: [[a], [b]] });
  await say('shifts', `${ROSTER}~night`, { ...shift, code: 'night', name: '夜班', from: '20:00', until: '08:00', turns: [[b], [a]] });
});

afterAll(async () => {
  for (const code of ['day', 'night']) await say('shifts', `${ROSTER}~${code}`, null);
  for (const { key, body } of before) await say('shifts', key, body);
});

describe('a roster of days and nights', () => {
  test('says who is on duty, in which shift, with a name and a masked phone for those who may look the person up', async () => {
    const { via, people } = await onDuty();
    expect(via).toBe('roster');
    expect(people).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), how: 'roster', layer: expect.stringMatching(/^[白夜]班$/) }]);
    const seen = (await (await person('shiftLeader')).get<OnDuty>(`/api/duty?${encoded({ role: 'gridWorker', areaCode: GRID })}`)).body.people[0];
    expect(seen?.name).toMatch(/\p{Script=Han}/u);
    expect(seen?.phone).toMatch(/^\d{3}\*{4}\d{4}$/);
    const stranger = await person('communitySecretary', 2);
    expect((await stranger.get<OnDuty>(`/api/duty?${encoded({ role: 'gridWorker', areaCode: GRID })}`)).body.people).toMatchObject([{ name: null, phone: null }]);
  });

  test('is read shift by shift, for at most 62 days', async () => {
    const span = { roster: ROSTER, from: iso(midnight(40)), until: iso(midnight(42)) };
    const { body } = await secretary.get<Shifts>(`/api/duty/shifts?${encoded(span)}`);
    expect(body.items.map(({ fromAt, layer }) => [Date.parse(fromAt), layer])).toEqual([
      [midnight(40) - 4 * 3_600_000, '夜班'],
      [midnight(40) + 8 * 3_600_000, '白班'],
      [midnight(40) + 20 * 3_600_000, '夜班'],
      [midnight(41) + 8 * 3_600_000, '白班'],
      [midnight(41) + 20 * 3_600_000, '夜班'],
    ]);
    const refused = await secretary.get(`/api/duty/shifts?${encoded({ ...span, until: iso(midnight(103)) })}`);
    expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID', field: 'until' } });
    expect((await secretary.get(`/api/duty/shifts?${encoded({ ...span, roster: 'gridWorker~511703999999999~' })}`)).status).toBe(404);
  });

  test('is shared fairly: in four weeks each has as many shifts and nights as the other', async () => {
    const span = { roster: ROSTER, from: iso(midnight(40)), until: iso(midnight(68)) };
    const { body } = await secretary.get<{ items: Record<string, number>[] }>(`/api/duty/fairness?${encoded(span)}`);
    expect(body.items).toMatchObject([
      { shifts: 28, hours: 336, nights: 14 },
      { shifts: 28, hours: 336, nights: 14 },
    ]);
  });

  test('is subscribed to as a calendar, whole or one’s own part', async () => {
    const read = async (someone: Person, params: Record<string, string>): Promise<{ type: string; text: string }> => {
      const answer = await fetch(`${place.url}/api/duty/calendar.ics?${encoded(params)}`, { headers: { authorization: `Bearer ${someone.token}` } });
      return { type: answer.headers.get('content-type') ?? '', text: await answer.text() };
    };
    const whole = await read(workers[0], { roster: ROSTER });
    expect(whole.type).toBe('text/calendar; charset=utf-8');
    const events = (text: string): string[] => text.split('BEGIN:VEVENT').slice(1);
    const { body } = await workers[0].get<Shifts>(`/api/duty/shifts?${encoded({ roster: ROSTER, from: iso(midnight(-6)), until: iso(midnight(50)) })}`);
    expect(events(whole.text).length).toBeGreaterThanOrEqual(body.items.length);
    const mine = await read(workers[0], { person: 'me' });
    expect(events(mine.text).some((event) => event.includes('白班'))).toBe(true);
    expect(mine.text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\s*$/);
    expect((await http('GET', '/api/duty/calendar.ics', { token: workers[0].token })).status).toBe(400);
  });
});

describe('a swap', () => {
  /** Who is on duty now, and the other. */
  async function pair(): Promise<[Person, Person]> {
    const [now] = (await onDuty()).people;
    return now?.id === workers[0].personId ? workers : [workers[1], workers[0]];
  }

  test('asked by one and accepted by the other changes who is called by a case', async () => {
    const [giver, taker] = await pair();
    const from = Date.now() + 2_500;
    const body = { roster: ROSTER, give: { from: iso(from), until: iso(from + 60_000) }, with: taker.personId };
    const once = { 'idempotency-key': randomUUID() };
    const asked = await giver.post<{ code: string; status: string }>('/api/duty/swaps', body, once);
    expect([asked.status, asked.body.status]).toEqual([201, 'asked']);
    expect((await giver.post('/api/duty/swaps', body, once)).body).toEqual(asked.body);
    expect(await giver.post('/api/duty/swaps', { ...body, give: { ...body.give, until: iso(from + 50_000) } }, once)).toMatchObject({ status: 409, body: { code: 'KEY_REUSED' } });
    const { code } = asked.body;
    const answer = (someone: Person, action: string) => someone.post<Record<string, unknown>>(`/api/duty/swaps/${code}/${action}`, {});
    expect(await answer(giver, 'accept')).toMatchObject({ status: 400, body: { code: 'INVALID', field: 'by' } });
    expect(await answer(secretary, 'accept')).toMatchObject({ status: 403 });
    await until('the other to be asked', async () => (await noticesOf(taker, 'swap.asked')).length > 0);
    const entry = (await giver.get<{ entry: object }>(`/api/register/swaps/${code}`)).body.entry;
    expect((await giver.put(`/api/register/swaps/${code}`, { entry: { ...entry, status: 'accepted' }, reason: '自行同意' })).status).toBe(403);
    expect(await answer(taker, 'accept')).toMatchObject({ status: 200, body: { status: 'accepted', askerId: giver.personId, withId: taker.personId } });
    expect((await answer(taker, 'accept')).status).toBe(200);
    expect(await answer(taker, 'decline')).toMatchObject({ status: 400, body: { field: 'state' } });
    const [told] = await until('the asker to be told', async () => {
      const found = await noticesOf(giver, 'swap.accepted');
      return found.length > 0 && found;
    });
    expect(told).toMatchObject({ caseId: null, number: null, text: '【换班】对方已同意换班' });
    await pass(from);
    expect((await onDuty()).people).toMatchObject([{ id: taker.personId, how: 'swap' }]);

    const id = randomUUID();
    const grids = await secretary.get<{ items: { id: string; code: string }[] }>(`/api/grids?areaCode=${GRID}`);
    const [category] = (await secretary.get<{ items: { code: string }[] }>('/api/categories')).body.items;
    const report = { id, title: '路面破损', description: '人行道塌陷', categoryCode: category?.code, gridId: grids.body.items[0]?.id };
    expect((await (await person('shiftLeader')).post('/api/cases', report)).status).toBe(201);
    const called = await until('the notice of the case', async () => {
      const rows = await query<{ person_id: string }>(`SELECT person_id FROM notification.notice WHERE case_id = $1 AND kind = 'reported'`, [id]);
      return rows.length > 0 && rows;
    });
    expect(called).toEqual([{ person_id: taker.personId }]);
  });

  test('is declined by the other or withdrawn by the asker, each is told, and nothing changes', async () => {
    const ahead = (await secretary.get<Shifts>(`/api/duty/shifts?${encoded({ roster: ROSTER, from: iso(midnight(9)), until: iso(midnight(10)) })}`)).body.items;
    const mine = ahead.find(({ people }) => people[0]?.id === workers[0].personId);
    const theirs = ahead.find(({ people }) => people[0]?.id === workers[1].personId);
    const span = (one: typeof mine) => ({ from: one?.fromAt, until: one?.untilAt });
    const ask = async (): Promise<string> => {
      const asked = await workers[0].post<{ code: string }>('/api/duty/swaps', { roster: ROSTER, give: span(mine), take: span(theirs), with: workers[1].personId });
      expect(asked.status).toBe(201);
      return asked.body.code;
    };
    const since = Date.now();
    expect((await workers[1].post(`/api/duty/swaps/${await ask()}/decline`, {})).body).toMatchObject({ status: 'declined' });
    expect((await workers[0].post(`/api/duty/swaps/${await ask()}/withdraw`, {})).body).toMatchObject({ status: 'withdrawn' });
    await until('both to be told', async () => (await toldSince('swap.declined', since)).length + (await toldSince('swap.withdrawn', since)).length === 2);
    const after = await secretary.get<Shifts>(`/api/duty/shifts?${encoded({ roster: ROSTER, from: iso(midnight(9)), until: iso(midnight(10)) })}`);
    expect(after.body.items).toEqual(ahead);
    const stranger = await workers[0].post('/api/duty/swaps', { roster: ROSTER, give: span(theirs), with: workers[1].personId });
    expect(stranger).toMatchObject({ status: 400, body: { field: 'give' } });
  });
});

describe('leave', () => {
  test('puts the deputy on duty while it lasts', async () => {
    const at = midnight(12) + 10 * 3_600_000;
    const [lead] = (await onDuty(at)).people;
    const [own, other] = lead?.id === workers[0].personId ? numbers : [numbers[1], numbers[0]];
    const key = `${own}~${midnight(12)}`;
    await say('leave', key, { person: own, fromAt: iso(midnight(12)), untilAt: iso(midnight(13)), deputy: other });
    const deputy = (await onDuty(at)).people;
    expect(deputy).toMatchObject([{ how: 'deputy', layer: '白班' }]);
    expect(deputy[0]?.id).not.toBe(lead?.id);
    await say('leave', key, null);
    expect((await onDuty(at)).people).toMatchObject([{ id: lead?.id, how: 'roster' }]);
  });

  test('of everybody leaves a gap: the secretary is warned once, a week ahead, and again only of another one', async () => {
    const [row] = await query<{ body: { turns: string[][] } }>(`SELECT body FROM registry.standing WHERE list = 'shifts' AND body->>'roster' = $1`, [OTHER_ROSTER]);
    const people = [...new Set(row?.body.turns.flat())];
    const since = Date.now();
    const keys: string[] = [];
    const away = async (day: number): Promise<void> => {
      for (const number of people) {
        keys.push(`${number}~${midnight(day)}`);
        await say('leave', keys.at(-1) ?? '', { person: number, fromAt: iso(midnight(day)), untilAt: iso(midnight(day) + 7_200_000), deputy: null });
      }
    };
    const warned = async (count: number) =>
      until(`${count} warnings`, async () => {
        const told = (await toldSince('roster.gapAhead', since)).filter(({ text }) => text.includes(OTHER_GRID));
        return new Set(told.map(({ fact_id }) => fact_id)).size === count && told;
      });
    await away(3);
    const [first] = await warned(1);
    expect(first?.text).toMatch(/^【值班】511703001005004网格员自\d{4}-\d{2}-\d{2} 00:00起无人在岗，请补排$/);
    const gaps = await (await person('shiftLeader')).get<{ items: { roster: string; why: string; absent: object[] }[] }>(`/api/duty/gaps?areaCode=${OTHER_GRID}`);
    expect(gaps.body.items).toMatchObject([{ roster: OTHER_ROSTER, why: 'nobody' }]);
    expect(gaps.body.items[0]?.absent).toHaveLength(new Set(people).size);
    // Beyond the notice: looked at, not told. Then one within it.
    await away(12);
    await away(5);
    await warned(2);
    for (const key of keys) await say('leave', key, null);
    expect((await (await person('shiftLeader')).get<{ items: object[] }>(`/api/duty/gaps?areaCode=${OTHER_GRID}`)).body.items).toEqual([]);
  });
});
