import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castOf, command, history, isWhole, order, TOMORROW, type Case, type Cast, type EventLine } from '../world/case-road.js';
import { leftAt, Modes, recorded } from '../world/modes.js';
import { person, type Person } from '../world/people.js';
import { groundsOf } from '../world/reshape.js';
import { verifyRecord } from '../world/verified.js';
import { until } from '../world/wait.js';

let cast: Cast;
let leader: Person;
let modes: Modes;
/** 12 digits, the ground of the cast; a grid of the community beside it. */
let community: string;
let beside: { id: string; code: string };
/** By what they are: in intake, called and signed, at rest, urged on by a department that is late, beside the area, closed. */
const ids = { intake: '', signed: '', resting: '', late: '', beside: '', closed: '' };
const inArea = () => [ids.intake, ids.signed, ids.resting];
const FLOOD = randomUUID();
const FIRE = randomUUID();

const see = async (id: string): Promise<Case> => (await leader.get<Case>(`/api/cases/${id}`)).body;
const changes = async (id: string): Promise<EventLine[]> => (await history(leader, id)).filter(({ type }) => type === 'modeChanged');
const switched = (id: string, level: string | null): Promise<Case> =>
  until(`${id} at ${level ?? 'peace'}`, async () => {
    const found = await see(id);
    return (found.emergency?.level ?? null) === level ? found : null;
  });

async function report(who: Person, gridId: string): Promise<string> {
  const id = randomUUID();
  const answer = await who.post<Case>('/api/cases', { id, title: '积水', description: '低洼处积水', categoryCode: cast.categoryCode, gridId });
  if (answer.status !== 201) throw new Error(`report: ${answer.status} ${JSON.stringify(answer.body)}`);
  await until(`${id} in the lists`, async () => (await see(id)).id === id);
  return id;
}

async function called(id: string): Promise<void> {
  await order(cast.worker, id, { command: 'accept' });
  await order(cast.worker, id, { command: 'whistle', kind: 'grid', departments: [{ departmentId: cast.officer.account.departmentId, part: 'lead' }], reason: '请到场' });
}

/** What is left of the deadlines of each case now; `by`: as it was put by at the switch, when that was. */
async function left(): Promise<Map<string, Record<string, number>>> {
  const cases = await recorded('r.case_id = ANY($1::uuid[])', [inArea()]);
  return new Map(
    cases.map((one) => {
      const { emergency } = one.state;
      const kept = Object.fromEntries((emergency?.kept ?? []).map(({ deadline, remainingMs }) => [[deadline.kind, deadline.departmentId, deadline.ref].filter((part) => part != null).join(':'), remainingMs]));
      return [one.state.caseId, emergency === null ? leftAt(one, one.last.at) : kept];
    }),
  );
}

beforeAll(async () => {
  leader = await person('centreLeader');
  cast = await castOf(await person('gridWorker'), person);
  community = cast.worker.account.areaCode.slice(0, 12);
  const grids = await groundsOf(leader, community.slice(0, 9));
  beside = grids.find(({ code }) => !code.startsWith(community)) ?? { id: '', code: '' };
  modes = await Modes.connect();
  ids.intake = await report(cast.worker, cast.gridId);
  ids.signed = await report(cast.worker, cast.gridId);
  ids.resting = await report(cast.worker, cast.gridId);
  ids.beside = await report(leader, beside.id);
  await called(ids.signed);
  await order(cast.officer, ids.signed, { command: 'sign' });
  await called(ids.resting);
  await order(cast.officer, ids.resting, { command: 'requestSuspension', reviewAt: TOMORROW(), reason: '待雨季过后施工' });
  await order(await person('shiftLeader'), ids.resting, { command: 'decideSuspension', granted: true });
}, 120_000);

afterAll(async () => {
  for (const activation of [FLOOD, FIRE]) await modes.lower(activation, [community, cast.worker.account.areaCode, community.slice(0, 9)]).catch(() => undefined);
  await modes.close();
});

describe('an activation over a community', () => {
  let kept: Map<string, Record<string, number>>;

  test('switches every open case in it, once, and none beside it', async () => {
    const at = Date.now();
    const epoch = await modes.raise(FLOOD, [community], { at });
    // An activity may run twice.
    expect(await modes.raise(FLOOD, [community], { at })).toBe(epoch);
    const done = await modes.done(FLOOD);
    expect(done.total).toBeGreaterThanOrEqual(3);
    expect(done.done).toBe(done.total);
    for (const id of inArea()) {
      expect(await see(id)).toMatchObject({ emergency: { activationId: FLOOD, level: 'II', resting: false } });
      expect(await changes(id)).toHaveLength(1);
    }
    expect(await see(ids.beside)).toMatchObject({ emergency: null });
    expect(await changes(ids.beside)).toEqual([]);
    kept = await left();
  });

  test('limits of an emergency count from the switch, and the suspended case stays suspended', async () => {
    const { emergency, deadlines } = await see(ids.intake);
    expect(deadlines.map(({ kind, dueAt }) => [kind, Date.parse(dueAt) - Date.parse(emergency?.sinceAt ?? '')])).toEqual([['level', 1_800_000]]);
    const signed = await see(ids.signed);
    expect(signed.deadlines.map(({ kind }) => kind).toSorted()).toEqual(['contact', 'finish', 'level', 'reportIn']);
    const resting = await see(ids.resting);
    expect([resting.suspended === null, resting.deadlines.map(({ kind }) => kind)]).toEqual([false, ['review']]);
  });

  test('shows in lists and in the case’s history in words of its own', async () => {
    const levelIn = async (gridId: string, caseId: string): Promise<string | null | undefined> => {
      const { body } = await leader.get<{ items: { id: string; emergencyLevel: string | null }[] }>(`/api/cases?gridId=${gridId}&limit=200`);
      return body.items.find(({ id }) => id === caseId)?.emergencyLevel;
    };
    expect([await levelIn(cast.gridId, ids.intake), await levelIn(beside.id, ids.beside)]).toEqual(['II', null]);
    const [line] = await changes(ids.signed);
    expect(line?.fact).toMatchObject({ from: 'peace', to: 'emergency', activationId: FLOOD, level: 'II' });
  });

  test('a case reported meanwhile is born in it, with its whole limits put by', async () => {
    const id = await report(cast.worker, cast.gridId);
    const lines = await until('its second line', async () => {
      const found = await history(leader, id);
      return found.length > 1 ? found : null;
    });
    expect(lines.map(({ type }) => type)).toEqual(['reported', 'modeChanged']);
    expect(lines[1]?.at).toBe(lines[0]?.at);
    ids.closed = id;
  });

  test('whoever misses a step is told upward by 1+2: the district’s liaison, and the subdistrict', async () => {
    const id = await report(leader, cast.gridId);
    ids.late = id;
    const duty = await person('subdistrictDuty', 0, ({ areaCode }) => community.startsWith(areaCode));
    await order(duty, id, { command: 'accept' });
    await order(duty, id, { command: 'whistle', kind: 'enforcement', departments: [{ departmentId: cast.officer.account.departmentId, part: 'lead' }], reason: '请到场' });
    const missed = await until('a miss', async () => (await history(leader, id)).find(({ type }) => type === 'stepMissed') ?? null);
    expect(missed.onDuty.map(({ seat }) => seat)).toEqual(expect.arrayContaining(['departmentDuty', 'districtLiaison', 'subdistrictDuty']));
  });

  test('a more severe one over a part of it counts there, and its end falls back to the first; no clock moves', async () => {
    const before = await see(ids.intake);
    await modes.raise(FIRE, [cast.worker.account.areaCode], { level: 'I' });
    expect(await switched(ids.intake, 'I')).toMatchObject({ emergency: { activationId: FIRE }, deadlines: before.deadlines });
    await modes.done(FIRE);
    // Less severe over all of it: nothing changes for a case under a more severe one.
    await modes.raise(FLOOD, [community], { level: 'IV' });
    await modes.done(FLOOD);
    expect((await see(ids.intake)).emergency).toMatchObject({ activationId: FIRE, level: 'I' });
    await modes.lower(FIRE, [cast.worker.account.areaCode]);
    expect(await switched(ids.intake, 'IV')).toMatchObject({ emergency: { activationId: FLOOD }, deadlines: before.deadlines });
    await modes.done(FIRE);
  });

  test('after stand-down each deadline has what it had left, to the millisecond', async () => {
    await modes.lower(FLOOD, [community]);
    const done = await modes.done(FLOOD);
    expect(done.done).toBe(done.total);
    for (const id of inArea()) await switched(id, null);
    expect(await left()).toEqual(kept);
    for (const id of [...inArea(), ids.beside, ids.closed, ids.late]) expect(isWhole(await history(leader, id))).toBe(true);
  });

  test('a repeat that comes late changes nothing any more', async () => {
    const before = await modes.report(FLOOD);
    await modes.raise(FLOOD, [community], { at: Date.now() - 60_000 });
    expect(await modes.report(FLOOD)).toEqual(before);
    expect((await see(ids.intake)).emergency).toBeNull();
  });
});

test('routine work is put aside where the order says so, and a reopened case is told the mode of its ground', async () => {
  const storm = randomUUID();
  await modes.raise(storm, [community], { level: 'III', suspendRoutine: true });
  await modes.done(storm);
  expect((await see(ids.signed)).emergency).toMatchObject({ resting: true });
  expect((await see(ids.signed)).deadlines.map(({ kind }) => kind)).toEqual(['review']);
  expect((await see(ids.intake)).emergency).toMatchObject({ resting: false });
  expect((await command(cast.officer, ids.signed, { command: 'requestSuspension', reviewAt: TOMORROW(), reason: '等待' })).status).toBe(409);
  // Closed by its own people in peace, reopened in the emergency.
  await order(cast.worker, ids.closed, { command: 'accept' });
  await order(cast.worker, ids.closed, { command: 'finish', result: '已处理' });
  await order(cast.secretary, ids.closed, { command: 'verify', passed: true });
  await order(cast.secretary, ids.closed, { command: 'close' });
  expect((await see(ids.closed)).emergency).toBeNull();
  await order(cast.secretary, ids.closed, { command: 'reopen', reason: '又积水' });
  await switched(ids.closed, 'III');
  await modes.lower(storm, [community]);
  await modes.done(storm);
  for (const id of [ids.signed, ids.closed]) await switched(id, null);
  expect((await verifyRecord()).findings).toEqual([]);
}, 120_000);
