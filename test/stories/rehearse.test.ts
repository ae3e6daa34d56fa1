import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contactsOf, planRoster, resolvePlan, type RosterPerson } from '@shaodao/contracts/plans';
import { Bus } from '@shaodao/platform/bus';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { numberOf, say } from '../world/register.js';

/** 推演: what pressing the key would come to, and whom the demonstration's plan calls. */

const PLAN = '511703-FX';
const COMMUNITY = '511703001001';
const GRID = '511703001001001';
const DAY_MS = 86_400_000;

interface Rehearsal {
  planId: string;
  at: string;
  people: number;
  teams: number;
  bySubdistrict: { areaCode: string; people: number; teams: number }[];
  rungs: { afterMs: number; channel: string; reachable: number }[];
  steps: { code: string; wave: number; ownerIds: string[]; dueAt: string }[];
  gaps: { kind: string; areaCode: string | null; subject: string; count: number; personIds: string[] }[];
}

let leader: Person;
let street: Person;
let worker: Person;
let bus: Bus;

beforeAll(async () => {
  worker = await person('gridWorker');
  [leader, street] = await Promise.all([person('districtLeader'), person('subdistrictDuty', 0, (one) => COMMUNITY.startsWith(one.areaCode))]);
  bus = await Bus.connect({ url: place.natsUrl, name: 'test' });
});
afterAll(() => bus.onApplicationShutdown());

const rehearse = (who: Person, body: object = {}, plan = PLAN) => who.post<Rehearsal & { code?: string; field?: string }>(`/api/plans/${plan}/rehearse`, body);
const said = async (): Promise<number> => Number((await query<{ count: string }>('SELECT count(*) AS count FROM registry.entry', []))[0]?.count);

async function rosterOf(question: { areas: string[]; at: number; skills?: string[]; limit?: number }): Promise<RosterPerson[]> {
  const { areas, at, skills = null, limit = 2_000 } = question;
  const people: RosterPerson[] = [];
  for (let cursor: string | undefined; ; ) {
    const page: { items: RosterPerson[]; nextCursor: string | null } = await bus.request(planRoster, { planId: PLAN, areas, at, skills, limit, ...(cursor === undefined ? {} : { cursor }) });
    people.push(...page.items);
    if (page.nextCursor === null) return people;
    cursor = page.nextCursor;
  }
}

describe('plans', () => {
  test('are listed to whoever works inside their areas', async () => {
    for (const who of [leader, street, worker]) {
      const { status, body } = await who.get<{ items: object[] }>('/api/plans');
      expect(status).toBe(200);
      expect(body.items).toContainEqual({ code: PLAN, name: '防汛应急预案', hazard: 'flood', areas: ['511703'], highestLevel: 'I', twoPersons: true, cancelWindowMs: 30_000 });
    }
  });

  test('are resolved with their steps by department and what must be undone', async () => {
    const { districtCode, plan, names } = await bus.request(resolvePlan, { planId: PLAN, areas: [COMMUNITY, GRID], responseLevel: 'II', at: Date.now() });
    expect([districtCode, Object.keys(names)]).toEqual(['511703', ['511703', '511703001', COMMUNITY, GRID]]);
    expect(new Set(plan.steps.map(({ wave }) => wave))).toEqual(new Set([1, 2, 3]));
    expect(new Set(plan.steps.map(({ kind }) => kind))).toEqual(new Set(['task', 'callVolunteers', 'report']));
    expect(plan.steps.find(({ code }) => code === '2-1')).toMatchObject({ needs: ['1-2'], undo: expect.any(String), limitMs: 7_200_000, departmentId: expect.any(String) });
    await expect(bus.request(resolvePlan, { planId: PLAN, areas: ['520402'], responseLevel: 'II', at: Date.now() })).rejects.toMatchObject({ code: 'INVALID', details: { field: 'areas.0' } });
  });
});

describe('a roster', () => {
  test('is the same in small pages, and of an instant stays the same when the register changes later', async () => {
    const at = Date.now();
    const before = await rosterOf({ areas: [COMMUNITY], at });
    expect(new Set(before.map(({ personId }) => personId)).size).toBe(before.length);
    const chief = await numberOf(worker.personId);
    await say('leave', `${chief}~${at + 60_000}`, { person: chief, fromAt: new Date(at + 60_000).toISOString(), untilAt: new Date(at + DAY_MS).toISOString() });
    expect(await rosterOf({ areas: [COMMUNITY], at, limit: 97 })).toEqual(before);
    const mine = (await rosterOf({ areas: [COMMUNITY], at: at + 120_000 })).find(({ personId }) => personId === worker.personId);
    expect(mine).toMatchObject({ leader: true, excused: true, via: 'team', areaCode: GRID });
    const onLeave = (await rehearse(leader, { areas: [GRID], at: new Date(at + 120_000).toISOString() })).body.gaps;
    expect(onLeave).toContainEqual(expect.objectContaining({ kind: 'onLeave', count: 1, personIds: [worker.personId] }));
    expect(onLeave).toContainEqual(expect.objectContaining({ kind: 'noLeader', areaCode: GRID }));
    await say('leave', `${chief}~${at + 60_000}`, null);
  });

  test('calls members in service into the team of the grid where they live, and volunteers only by skill', async () => {
    const at = Date.now();
    const people = await rosterOf({ areas: [GRID], at });
    const [team] = people;
    expect(people.filter(({ via }) => via === 'residence').map(({ teamCode }) => teamCode)).toEqual(Array.from({ length: 6 }, () => team?.teamCode));
    const volunteers = await rosterOf({ areas: [COMMUNITY], at, skills: ['水上救援'] });
    expect([volunteers.length, new Set(volunteers.map(({ via }) => via))]).toEqual([24, new Set(['volunteer'])]);
    expect(await rosterOf({ areas: [COMMUNITY], at, skills: ['驾驶'] })).toEqual([]);
  });

  test('is reached by telephone and number; who is nobody is not', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const { items } = await bus.request(contactsOf, { personIds: [worker.personId, nobody] });
    expect(items).toEqual([
      { personId: worker.personId, phone: expect.stringMatching(/^100\d{8}$/), workAppId: await numberOf(worker.personId) },
      { personId: nobody, phone: null, workAppId: null },
    ]);
  });
});

describe('a rehearsal', () => {
  test('tells whom each rung reaches, whose the steps are and what is missing, and changes nothing', async () => {
    const before = await said();
    const { status, body } = await rehearse(leader, { areas: [COMMUNITY] });
    expect(status).toBe(200);
    const roster = await rosterOf({ areas: [COMMUNITY], at: Date.parse(body.at) });
    expect([body.planId, body.people, body.teams]).toEqual([PLAN, roster.length, new Set(roster.map(({ teamCode }) => teamCode)).size]);
    expect(body.rungs.map(({ afterMs, channel }) => `${afterMs}:${channel}`)).toEqual(['0:inApp', '0:workApp', '60000:sms', '180000:voice', '300000:inApp', '300000:workApp', '480000:inApp', '480000:workApp', '600000:inApp', '600000:workApp']);
    expect(body.rungs[1]?.reachable).toBe(roster.filter(({ excused }) => !excused).length);
    expect(body.steps.every(({ ownerIds }) => ownerIds.length > 0)).toBe(true);
    const due = body.steps.map(({ dueAt }) => Date.parse(dueAt) - Date.parse(body.at));
    expect([due[0], due.at(-1)]).toEqual([30 * 60_000, (120 + 120 + 240 + 1_440) * 60_000 - 240 * 60_000]);
    expect(body.gaps.filter(({ kind }) => kind === 'noTeam' || kind === 'nobodyOnDuty')).toEqual([]);
    expect(await said()).toBe(before);
  });

  test('without areas is of the asker’s own, at the instant asked', async () => {
    const at = Date.now() + 30 * DAY_MS;
    const { body } = await rehearse(street, { at: new Date(at).toISOString() });
    expect([Date.parse(body.at), body.bySubdistrict.map(({ areaCode }) => areaCode)]).toEqual([at, [street.account.areaCode]]);
    expect(body.gaps.filter(({ kind }) => kind === 'noTeam').length).toBeGreaterThan(0);
  });

  test('is refused by field', async () => {
    const elsewhere = await person('subdistrictDuty', 0, (one) => !COMMUNITY.startsWith(one.areaCode));
    expect(await rehearse(leader, {}, 'NONE')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', field: 'planId' } });
    expect(await rehearse(leader, { areas: [] })).toMatchObject({ status: 400, body: { code: 'INVALID', field: 'areas' } });
    expect(await rehearse(leader, { areas: ['51'] })).toMatchObject({ status: 400, body: { code: 'INVALID', field: 'areas.0' } });
    expect(await rehearse(leader, { areas: [COMMUNITY, '511703999'] })).toMatchObject({ status: 400, body: { code: 'INVALID', field: 'areas.1' } });
    expect(await rehearse(leader, { at: 'soon' })).toMatchObject({ status: 400, body: { code: 'INVALID', field: 'at' } });
    expect(await rehearse(elsewhere, { areas: [COMMUNITY] })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await rehearse(worker)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});
