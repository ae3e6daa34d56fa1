import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { anyCategory, history, isWhole, order, roadOf, TOMORROW, type Case } from '../world/case-road.js';
import { person, type Person } from '../world/people.js';
import { attach, followed, groundsOf, newPerson, pointIn, reshape, say, splitOrder, type Ground, type Point } from '../world/reshape.js';
import { verifyRecord } from '../world/verified.js';
import { until } from '../world/wait.js';

/** A grid of its own, so that no other story loses its ground. */
let ground: Ground;
let leader: Person;
let west: Person;
let east: Person;
let secretary: Person;
let neighbour: Person;
let officer: Person;
/** By what they are: in intake, without a point, at a department, at rest, closed. */
const ids = { intake: '', pointless: '', working: '', resting: '', closed: '' };
/** As they were before anything was reshaped. */
const before = new Map<string, Case>();

const HERE = '511703006002';
const THERE = '511703006003';
const [WEST, EAST] = [`${HERE}801`, `${HERE}802`] as const;
const RESIDENTS = ['RR1', 'RR2', 'RR3'];
let into: Awaited<ReturnType<typeof splitOrder>>;
let effectiveAt: string;

const see = async (who: Person, id: string): Promise<Case> => (await who.get<Case>(`/api/cases/${id}`)).body;
const mayNot = async (who: Person, id: string): Promise<number> => (await who.get(`/api/cases/${id}`)).status;
/** Who is signed in is asked anew every few seconds. */
const hasArea = (who: Person, areaCode: string): Promise<boolean> =>
  until(`${who.account.account} in ${areaCode}`, async () => (await who.get<{ actor: { areaCode: string } }>('/api/me')).body.actor.areaCode === areaCode);

async function report(who: Person, place: { location: Point } | { gridId: string }): Promise<string> {
  const id = randomUUID();
  const answer = await who.post('/api/cases', { id, title: '积水', description: '低洼处积水', categoryCode: await anyCategory(who), grade: 'routine', ...place });
  if (answer.status !== 201) throw new Error(`report: ${answer.status} ${JSON.stringify(answer.body)}`);
  return id;
}

const gridsOfResidents = (asOf = ''): Promise<unknown[]> =>
  Promise.all(RESIDENTS.map(async (number) => (await leader.get<{ entry: { grid: string } }>(`/api/register/residents/${number}${asOf === '' ? '' : `?asOf=${encodeURIComponent(asOf)}`}`)).body.entry.grid));

async function whistled(id: string): Promise<void> {
  await order(west, id, { command: 'accept' });
  await order(west, id, { command: 'whistle', kind: 'grid', departments: [{ departmentId: officer.account.departmentId, part: 'lead' }], reason: '请到场' });
  await order(officer, id, { command: 'sign' });
}

beforeAll(async () => {
  leader = await person('centreLeader');
  [ground] = (await groundsOf(leader, HERE)) as [Ground];
  officer = await person('departmentDuty');
  await attach(leader, ground.code, officer.account.departmentId ?? '');
  west = await newPerson(leader, 'RS1', { seat: 'gridWorker', areaCode: ground.code });
  east = await newPerson(leader, 'RS2', { seat: 'gridWorker', areaCode: ground.code });
  secretary = await newPerson(leader, 'RS3', { seat: 'communitySecretary', areaCode: HERE });
  neighbour = await newPerson(leader, 'RS4', { seat: 'communitySecretary', areaCode: THERE });
  for (const number of RESIDENTS) await say(leader, 'residents', number, { number, name: '居民', grid: ground.code, address: '3栋401' });
  into = await splitOrder(leader, ground, [WEST, EAST]);
  const inWest = { location: pointIn(into.into[0]?.polygon.coordinates[0] ?? []) };
  ids.intake = await report(west, inWest);
  ids.pointless = await report(west, { gridId: ground.id });
  ids.working = await report(west, inWest);
  ids.resting = await report(west, inWest);
  ids.closed = await report(west, inWest);
  await whistled(ids.working);
  await whistled(ids.resting);
  await order(officer, ids.resting, { command: 'requestSuspension', reviewAt: TOMORROW(), reason: '待雨季过后施工' });
  await order(await person('shiftLeader'), ids.resting, { command: 'decideSuspension', granted: true });
  for (const [who, body] of roadOf({ worker: west, officer, secretary, gridId: ground.id, categoryCode: '' })) await order(who, ids.closed, body);
  for (const id of Object.values(ids)) before.set(id, await until(`${id} in the lists`, async () => see(leader, id)));
}, 120_000);

const open = (): string[] => [ids.intake, ids.pointless, ids.working, ids.resting];

/** Every open case lies there, went once for each reshaping so far, and has every deadline to the millisecond where it was. */
async function lie(places: Record<string, string>, times: number): Promise<void> {
  for (const id of open()) {
    const now = await until(`${id} in ${places[id]}`, async () => {
      const found = await see(leader, id);
      return found.gridCode === places[id] ? found : null;
    });
    expect(now.deadlines).toEqual(before.get(id)?.deadlines);
    expect(now.tasks).toEqual(before.get(id)?.tasks);
    const lines = await history(leader, id);
    expect(isWhole(lines)).toBe(true);
    expect(lines.filter(({ type }) => type === 'groundFollowed')).toHaveLength(times);
  }
  expect((await see(leader, ids.closed)).gridCode).toBe(ground.code);
}

describe('a split with open cases', () => {
  test('is tried without a trace, and is the leaders’ alone', async () => {
    const wish = { order: into, reason: '网格过大' };
    const tried = await reshape(leader, wish, { dryRun: true });
    expect(tried.body).toMatchObject({ id: null, state: 'planned', retired: [{ code: ground.code }], created: [{ code: WEST }, { code: EAST }] });
    expect(tried.body.follow['accounts']).toBeGreaterThanOrEqual(2);
    expect((await groundsOf(leader, HERE)).map(({ code }) => code)).toContain(ground.code);
    expect((await reshape(secretary, wish)).status).toBe(403);
    const unknown = await reshape(leader, { ...wish, posts: [{ postKey: 'nobody', toCode: WEST }] });
    expect(unknown).toMatchObject({ status: 400, body: { code: 'INVALID', field: 'posts.0.postKey' } });
    const past = await reshape(leader, { ...wish, effectiveAt: '2026-01-01T00:00:00+08:00' });
    expect(past).toMatchObject({ status: 400, body: { field: 'effectiveAt' } });
  });

  test('takes effect at its time: every case follows to the part under its point or to the heir, and no deadline moves', async () => {
    effectiveAt = new Date(Date.now() + 6_000).toISOString();
    const posts = [
      { postKey: `RS1~gridWorker~${ground.code}~~`, toCode: WEST },
      { postKey: `RS2~gridWorker~${ground.code}~~`, toCode: EAST },
    ];
    const wish = { order: into, posts, reason: '网格过大', effectiveAt };
    const key = randomUUID();
    const ordered = await reshape(leader, wish, { key });
    expect(ordered).toMatchObject({ status: 201, body: { state: 'scheduled', namedHeirs: { [ground.code]: EAST } } });
    expect((await reshape(leader, wish, { key })).body.id).toBe(ordered.body.id);
    expect((await reshape(leader, { ...wish, reason: '别的' }, { key })).status).toBe(409);
    // Until then everything is as it was.
    expect((await see(west, ids.intake)).gridCode).toBe(ground.code);
    const done = await followed(leader, ordered.body.id ?? '');
    expect(done.cases).toMatchObject({ followed: 4, failed: 0, total: 4 });
    expect(Date.parse(done.cases?.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(effectiveAt));
    await lie({ [ids.intake]: WEST, [ids.pointless]: EAST, [ids.working]: WEST, [ids.resting]: WEST }, 1);
  });

  test('whoever works in a part sees and does what is in it, and nobody else', async () => {
    await hasArea(west, WEST);
    await hasArea(east, EAST);
    expect((await see(secretary, ids.intake)).gridCode).toBe(WEST);
    expect((await see(west, ids.intake)).allowedCommands).toContain('accept');
    expect(await mayNot(east, ids.intake)).toBe(403);
    const refused = await east.post(`/api/cases/${ids.intake}/commands`, { command: 'accept' }, { 'idempotency-key': randomUUID() });
    expect(refused.status).toBe(403);
    expect((await see(east, ids.pointless)).allowedCommands).toContain('accept');
  });

  test('is read by instant: the old grid before it, the parts after', async () => {
    const codes = async (asOf: string): Promise<string[]> => (await groundsOf(leader, HERE, asOf)).map(({ code }) => code);
    const just = new Date(Date.parse(effectiveAt) - 1).toISOString();
    expect(await codes(just)).toContain(ground.code);
    expect(await codes(just)).not.toContain(WEST);
    expect(await codes(effectiveAt)).toEqual(expect.arrayContaining([WEST, EAST]));
    expect(await codes(effectiveAt)).not.toContain(ground.code);
    expect(await gridsOfResidents(just)).toEqual([ground.code, ground.code, ground.code]);
    expect(await gridsOfResidents()).toEqual([EAST, EAST, EAST]);
    const { items } = (await leader.get<{ items: object[] }>(`/api/register/grids/${ground.code}/history`)).body;
    expect(items[0]).toMatchObject({ entry: null, origin: 'reshape', reason: '网格过大', authorId: leader.personId });
  });

  test('a report that names the grid that is no more is told which it may name; by a point it lies in its part', async () => {
    const body = { title: '积水', description: '积水', categoryCode: await anyCategory(west), grade: 'routine', gridId: ground.id };
    const refused = await west.post<{ reasonZh?: string }>('/api/cases', body);
    expect(refused).toMatchObject({ status: 404, body: { field: 'gridId' } });
    expect(JSON.stringify(refused.body)).toContain(WEST);
    const id = await report(west, { location: pointIn(into.into[1]?.polygon.coordinates[0] ?? []) });
    expect((await see(leader, id)).gridCode).toBe(EAST);
    await order(leader, id, { command: 'reject', reason: '测试' });
  });
});

describe('what follows a split', () => {
  test('a merger is refused while two rosters claim one grid, and undoes it once that is said', async () => {
    const merge = { kind: 'merge', gridCodes: [WEST, EAST], into: { code: `${HERE}803`, name: '合并网格' } };
    const refused = await reshape(leader, { order: merge, reason: '再合并' });
    expect(refused).toMatchObject({ status: 400, body: { field: 'keep' } });
    const ordered = await reshape(leader, { order: merge, keep: [`gridWorker~${WEST}~`], reason: '再合并' });
    expect(ordered).toMatchObject({ status: 201, body: { state: 'inForce' } });
    await followed(leader, ordered.body.id ?? '');
    await lie(Object.fromEntries(open().map((id) => [id, `${HERE}803`])), 2);
    await hasArea(east, `${HERE}803`);
    expect((await see(east, ids.intake)).allowedCommands).toContain('accept');
  });

  test('a grid that moves to another community takes its cases out of the one and into the other', async () => {
    expect(await mayNot(neighbour, ids.intake)).toBe(403);
    const move = { kind: 'move', gridCode: `${HERE}803`, toCommunityCode: THERE, newCode: `${THERE}801` };
    const ordered = await reshape(leader, { order: move, reason: '划转社区' });
    expect(ordered.status).toBe(201);
    expect(ordered.body.created[0]?.id).toBe(ordered.body.retired[0]?.id);
    await followed(leader, ordered.body.id ?? '');
    await lie(Object.fromEntries(open().map((id) => [id, `${THERE}801`])), 3);
    expect((await see(neighbour, ids.intake)).gridCode).toBe(`${THERE}801`);
    expect(await mayNot(secretary, ids.intake)).toBe(403);
    await hasArea(west, `${THERE}801`);
    await order(west, ids.intake, { command: 'accept' });
  });

  test('a case that was closed keeps its grid until it is opened again: then it follows, through all that was reshaped since', async () => {
    expect((await see(leader, ids.closed)).gridCode).toBe(ground.code);
    await order(west, ids.closed, { command: 'reopen', reason: '又积水' });
    await until('its new grid', async () => (await see(leader, ids.closed)).gridCode === `${THERE}801`, 40_000);
    const lines = await history(leader, ids.closed);
    expect(lines.filter(({ type }) => type === 'groundFollowed')).toHaveLength(1);
  }, 60_000);

  test('what is scheduled can be called off, and the grid lives on', async () => {
    const [grid] = (await groundsOf(leader, THERE)).filter(({ code }) => code === `${THERE}801`);
    const order801 = await splitOrder(leader, grid as Ground, [`${THERE}802`, `${THERE}803`]);
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const ordered = await reshape(leader, { order: order801, reason: '以后再分', effectiveAt: later });
    expect(ordered.body.state).toBe('scheduled');
    expect(ordered.body.follow['residents']).toBe(3);
    expect(await gridsOfResidents(later)).toEqual([`${THERE}803`, `${THERE}803`, `${THERE}803`]);
    const resident = { number: 'RR1', name: '居民', grid: `${THERE}801`, address: '5栋101' };
    const between = await leader.put('/api/register/residents/RR1', { entry: resident, reason: '搬家' });
    expect(between).toMatchObject({ status: 400, body: { field: 'effectiveAt' } });
    const named = await leader.put('/api/register/residents/RR9', { entry: { ...resident, number: 'RR9' }, reason: '迁入' });
    expect(named).toMatchObject({ status: 400, body: { field: 'grid' } });
    const off = await leader.post(`/api/grids/reshapes/${ordered.body.id}/call-off`, { reason: '不分了' });
    expect(off).toMatchObject({ status: 200, body: { state: 'calledOff' } });
    expect((await groundsOf(leader, THERE, later)).map(({ code }) => code)).toContain(`${THERE}801`);
    expect(await gridsOfResidents(later)).toEqual([`${THERE}801`, `${THERE}801`, `${THERE}801`]);
    // Its codes were nobody's, so they are free.
    const afterwards = new Date(Date.parse(later) + 1_000).toISOString();
    expect((await reshape(leader, { order: order801, reason: '又要分', effectiveAt: afterwards }, { dryRun: true })).status).toBe(201);
  });

  test('the record is whole', async () => {
    expect((await verifyRecord()).findings).toEqual([]);
  });
});
