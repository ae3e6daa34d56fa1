import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadInstallation } from '../upgrade/load.js';
import type { Installation, KeptCase } from '../upgrade/installation.js';
import type { Case, Cast, EventLine } from '../world/case-road.js';
import type { Person } from '../world/people.js';
import { root, startStack, type Running } from '../world/stack.js';
import { until } from '../world/wait.js';

/** Every release whose rows were kept: its data must start under today's code and live on. */
const releases = readdirSync(`${root}test/upgrade`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

const data = `${root}test-results/upgrade-data`;
const placeFile = `${root}test-results/upgrade-place.json`;
process.env['SHAODAO_PLACE'] = placeFile;

test('there is one', () => {
  expect(releases.length).toBeGreaterThan(0);
});

describe.each(releases)('an installation of release %s', (release) => {
  let before: Installation;
  let stack: Running;
  let road: typeof import('../world/case-road.js');
  let verifyRecord: typeof import('../world/verified.js').verifyRecord;
  let finishBy: (people: readonly Person[], id: string) => Promise<EventLine[]>;
  let cast: Cast;
  let people: Person[];

  const open = (): [string, KeptCase][] => Object.entries(before.cases).filter(([, kept]) => kept.dueAt !== null);
  const named = (name: string): KeptCase => {
    const kept = before.cases[name];
    if (kept === undefined) throw new Error(`no case ${name}`);
    return kept;
  };
  const history = (id: string): Promise<EventLine[]> => road.history(cast.worker, id);

  beforeAll(async () => {
    before = await loadInstallation(release, data);
    stack = await startStack({ data, ports: 29_200, env: { REQUESTS_PER_SECOND: '10000' }, placeFile });
    road = await import('../world/case-road.js');
    ({ verifyRecord } = await import('../world/verified.js'));
    ({ finishBy } = await import('../world/finish.js'));
    const { person } = await import('../world/people.js');
    cast = await road.castOf(await person('gridWorker'), person);
    const over = (one: { areaCode: string }): boolean => cast.worker.account.areaCode.startsWith(one.areaCode);
    const above = await Promise.all((['subdistrictDuty', 'subdistrictSecretary', 'districtLeader'] as const).map((seat) => person(seat, 0, over)));
    people = [cast.worker, cast.secretary, ...above, cast.officer];
  }, 240_000);

  afterAll(async () => {
    await stack.stop();
  });

  test('shows every case with the history it had, line by line under the same hashes', async () => {
    for (const [name, { id, lines }] of Object.entries(before.cases)) {
      const now = (await history(id)).slice(0, lines.length).map(({ seq, type, at, hash }) => ({ seq, type, at, hash }));
      expect([name, now]).toEqual([name, lines]);
    }
    expect(await verifyRecord('--engine')).toMatchObject({ code: 0, findings: [] });
  });

  test('has its cases in the lists, open and ended', async () => {
    const ids = new Set<string>();
    for (let cursor = ''; ; ) {
      const { body } = await cast.secretary.get<{ items: { id: string }[]; nextCursor: string | null }>(`/api/cases?limit=200${cursor}`);
      for (const { id } of body.items) ids.add(id);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(Object.entries(before.cases).filter(([, { id }]) => !ids.has(id)).map(([name]) => name)).toEqual([]);
  });

  test('keeps its messages and figures', async () => {
    const { items } = (await cast.secretary.get<{ items: object[] }>('/api/notices?limit=200')).body as { items: object[] };
    expect(items.length).toBeGreaterThanOrEqual(Math.min(200, before.notices));
    const { month, departmentId, ...figures } = before.assessment;
    const { body } = await cast.officer.get<{ items: object[] }>(`/api/assessment/departments?month=${month}&departmentId=${departmentId}`);
    expect(body.items).toEqual([expect.objectContaining(figures)]);
  });

  test('writes the record that was away when it stopped, at the instants of then', async () => {
    const { id, lines, version } = named('tests-away');
    expect(lines.length).toBeLessThan(version);
    const whole = await until('the lines that were missing', async () => {
      const now = await history(id);
      return now.length >= version ? now : null;
    });
    expect(road.typesOf(whole).slice(0, version)).toEqual(['reported', 'accepted', 'filed']);
    expect(road.isWhole(whole)).toBe(true);
    expect(Date.parse(whole[2]?.at ?? '') - Date.parse(whole[0]?.at ?? '')).toBeLessThan(60_000);
  });

  test('fires the deadlines that passed since, each at its own instant', async () => {
    for (const [name, { id, dueAt, lines }] of open()) {
      if (Date.parse(dueAt ?? '') > Date.now()) continue;
      const next = await until(`the deadline of ${name}`, async () => (await history(id))[Math.max(lines.length, named(name).version)] ?? null);
      expect([name, Date.parse(next.at)]).toEqual([name, Date.parse(dueAt ?? '')]);
    }
  });

  test('knows a key that was used before', async () => {
    const { name, key, body } = before.repeated;
    const { id } = named(name);
    const repeated = await road.command(cast.worker, id, body, key);
    expect(repeated.status).toBe(200);
    const escalations = (await history(id)).filter((line) => line.type === 'escalated' && line.fact['cause'] === 'manual');
    expect(escalations).toHaveLength(1);
  });

  test('takes the next command of every open case, and all of them to the close, without a gap', async () => {
    for (const [name, { id, lines }] of open()) {
      const whole = await finishBy(people, id);
      expect([name, road.isWhole(whole), whole.some((line) => line.type === 'closed')]).toEqual([name, true, true]);
      expect(whole.length).toBeGreaterThan(lines.length);
    }
    expect(await verifyRecord('--engine')).toMatchObject({ code: 0, findings: [] });
  });

  test('takes new cases beside them, under the rules of today', async () => {
    const fresh: Case = await road.report(cast.worker);
    await finishBy(people, fresh.id);
  });
});
