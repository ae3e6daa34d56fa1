import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Case, Cast, EventLine } from '../world/case-road.js';
import type { Person } from '../world/people.js';
import { root, run, startStack, type Running } from '../world/stack.js';
import { until } from '../world/wait.js';
import { copyToDamage, describeAs, descriptionOf, flip, listing } from './backup-files.js';
import type { Line, Told } from './known.js';

/** A stack of its own, so that it may be stopped, put back and started. */
const ports = 29_000;
const data = `${root}test-results/backup-data`;
const folder = `${root}test-results/backup`;
const placeFile = `${root}test-results/backup-place.json`;
const env = { SHAODAO_DATA: data };
const rules = { POLICY_FILE: process.env['POLICY_FILE'], REQUESTS_PER_SECOND: '10000' };
process.env['SHAODAO_PLACE'] = placeFile;

let stack: Running;
type World = typeof import('../world/case-road.js') &
  typeof import('../world/insist.js') &
  typeof import('../world/children.js') &
  typeof import('../world/evidence.js') &
  typeof import('../world/verified.js');
let world: World;
let known: typeof import('./known.js');
let cast: Cast;

beforeAll(async () => {
  for (const path of [data, folder, `${folder}.unfinished`]) rmSync(path, { recursive: true, force: true });
  stack = await startStack({ data, ports, env: rules, args: ['--reset'], placeFile });
  // Those look for their stack when they are loaded.
  world = {
    ...(await import('../world/case-road.js')),
    ...(await import('../world/insist.js')),
    ...(await import('../world/children.js')),
    ...(await import('../world/evidence.js')),
    ...(await import('../world/verified.js')),
  };
  known = await import('./known.js');
  const { person } = await import('../world/people.js');
  cast = await world.castOf(await person('gridWorker'), person);
}, 240_000);

afterAll(async () => {
  await stack.stop();
});

/** Commands that were answered: when each was put, when its answer came, and the version it led to. */
interface Answered {
  id: string;
  version: number;
  putAt: number;
  answeredAt: number;
}
const answered: Answered[] = [];

async function noted(work: () => Promise<Case>): Promise<Case> {
  const putAt = Date.now();
  const { id, version, ...rest } = await work();
  answered.push({ id, version, putAt, answeredAt: Date.now() });
  return { id, version, ...rest };
}

/** Reports a case and walks it `steps` commands far. */
async function walk(steps: number, grade?: 'urgent'): Promise<string> {
  const { id } = await noted(() => world.report(cast.worker, grade));
  for (const [who, command] of world.roadOf(cast).slice(0, steps)) await noted(() => world.insistOn(who, id, command));
  return id;
}

const ROAD = ['accepted', 'whistled', 'signed', 'contacted', 'reportedIn', 'taskFinished', 'verified', 'closed'];

/** Walks a case from wherever it is to its close; answers its whole history. */
async function finish(id: string): Promise<EventLine[]> {
  const types = world.typesOf(await world.history(cast.worker, id));
  for (const [who, command] of world.roadOf(cast).slice(1 + ROAD.findLastIndex((type) => types.includes(type)))) {
    await world.insistOn(who, id, command);
  }
  return until(`the close of ${id}`, async () => {
    const now = await world.history(cast.worker, id);
    return now.at(-1)?.type === 'closed' ? now : null;
  });
}

const restore = (from: string, ...more: string[]) =>
  run('apps/standalone/dist/backup/main.js', ['restore', from, ...more], env);

/** What stood before the stack was stopped, long after the backup. */
let before: { lines: Line[]; notices: Told[] };
const halfway: string[] = [];
let unknown: string;
let urgent: string;
let unheard: string;
let read: Told[];
/** A photo of a case: its address, and its bytes as they were served. */
let evidence: { path: string; bytes: Buffer };

describe('a backup taken under load', () => {
  test('is taken while commands go on, and nothing waits for it', async () => {
    // Cases at every step of the road, one whose record is ahead of its run, one that climbs while nobody looks.
    for (let steps = 0; steps < ROAD.length; steps++) halfway.push(await walk(steps));
    evidence = await photographed(halfway[2] ?? '');
    mkdirSync(join(data, 'attachments/incoming'), { recursive: true });
    writeFileSync(join(data, 'attachments/incoming/half-way'), 'half');
    unknown = await walk(1);
    const { account, personId } = cast.worker;
    await known.recordAhead(stack.place, unknown, {
      actor: { personId, seat: 'gridWorker', areaCode: account.areaCode },
      act: { command: 'whistle', kind: 'grid', departments: [{ departmentId: cast.officer.account.departmentId ?? '', part: 'lead' }] },
    });
    await known.untilAllIsTold(stack.place);
    await readSome(cast.secretary);
    read = (await known.notices()).filter((notice) => notice.readAt !== null);
    expect(read.length).toBeGreaterThan(0);
    // Facts that have left the outbox and reached nobody: only the history can tell them again.
    const deaf = (['notification', 'assessment'] as const).map(world.pidOf);
    for (const pid of deaf) process.kill(pid, 'SIGSTOP');
    unheard = await walk(3);
    await known.untilAllIsTold(stack.place, []);
    urgent = await walk(0, 'urgent');

    let over = false;
    const load = Array.from({ length: 4 }, async (_, lane) => {
      for (let round = lane; !over; round++) await walk(1 + (round % ROAD.length));
    });
    const tool = await run('tools/backup.mjs', ['backup', folder], env);
    for (const pid of deaf) process.kill(pid, 'SIGCONT');
    const endedAt = Date.now();
    await until('commands after the backup', async () => answered.filter(({ putAt }) => putAt > endedAt).length >= 20);
    over = true;
    await Promise.all(load);
    expect(tool).toMatchObject({ code: 0 });
    expect(tool.output).not.toContain('BLOB_STORE');
    expect(readdirSync(join(folder, 'attachments'))).not.toContain('incoming');
    const said = descriptionOf(folder);
    const during = answered.filter(({ putAt, answeredAt }) => putAt > Date.parse(said.startedAt) && answeredAt < Date.parse(said.endedAt));
    expect(during.length).toBeGreaterThan(0);
    await photographed(halfway[3] ?? '');
    await known.untilAllIsTold(stack.place);
    before = { lines: await known.lines(), notices: await known.notices() };
  });

  test('is not put over data in use, not over other data unasked, and not taken of what does not run', async () => {
    expect(await restore(folder, '--replace')).toMatchObject({ code: 1, output: expect.stringMatching(/in use by process \d+/) });
    expect(await run('tools/backup.mjs', ['backup', folder], env)).toMatchObject({ code: 1, output: expect.stringContaining('is not empty') });
    const outside = await run('tools/backup.mjs', ['backup', `${folder}-2`], { ...env, DATABASE_URL: 'postgresql://elsewhere/shaodao' });
    expect(outside).toMatchObject({ code: 1, output: expect.stringMatching(/DATABASE_URL.*pg_basebackup.*after-restore/) });
    await stack.stop();
    expect(await run('tools/backup.mjs', ['backup', `${folder}-2`], env)).toMatchObject({ code: 1, output: expect.stringContaining('nothing runs') });
    expect(await restore(folder)).toMatchObject({ code: 1, output: expect.stringContaining('--replace') });
  });

  test.each<[string, string, RegExp, (copy: string) => void]>([
    ['one flipped bit', 'cluster.tar.gz', /damaged: cluster\.tar\.gz/, (copy) => flip(join(copy, 'cluster.tar.gz'))],
    ['an archive that is cut off', 'cluster.tar.gz', /damaged: cluster\.tar\.gz/, (copy) => truncateSync(join(copy, 'cluster.tar.gz'), 100_000)],
    ['a missing file', 'postgres-password', /postgres-password is missing/, (copy) => rmSync(join(copy, 'postgres-password'))],
    ['sums that are missing', 'SHA256SUMS', /no whole backup/, (copy) => rmSync(join(copy, 'SHA256SUMS'))],
    ['another major PostgreSQL', 'backup.json', /PostgreSQL 17\.2.*this one is 18/, (copy) => describeAs(copy, { postgres: '17.2' })],
  ])('with %s is refused, and the data stays as it is', async (_, touched, words, damage) => {
    const copy = `${folder}-damaged`;
    copyToDamage(folder, copy, touched);
    damage(copy);
    const untouched = listing(data);
    expect(await restore(copy, '--replace')).toMatchObject({ code: 1, output: expect.stringMatching(words) });
    expect(listing(data)).toEqual(untouched);
    rmSync(copy, { recursive: true });
  });

  test('brings every case back to one instant, from which it goes on', async () => {
    const back = await run('tools/backup.mjs', ['restore', folder, '--replace'], env);
    expect(back).toMatchObject({ code: 0, output: expect.stringContaining('before-restore-') });
    stack = await startStack({ data, ports, env: rules, placeFile });
    const restored = new Set((await known.lines()).map(nameOf));
    const kept = before.lines.filter((line) => restored.has(nameOf(line)));
    const lost = before.lines.filter((line) => !restored.has(nameOf(line)));
    const startedAt = Date.parse(descriptionOf(folder).startedAt);
    const endedAt = Date.parse(descriptionOf(folder).endedAt);

    // A prefix of each case, and of time.
    const last = new Map(kept.map((line) => [line.caseId, line.seq]));
    expect(lost.filter((line) => line.seq <= (last.get(line.caseId) ?? 0))).toEqual([]);
    expect(Math.min(...lost.map((line) => line.recordedAt))).toBeGreaterThan(Math.max(...kept.map((line) => line.recordedAt)) - 1_000);
    // Whatever was answered before it is there, whatever was put after it is not.
    expect(answered.filter((one) => one.answeredAt < startedAt && one.version > (last.get(one.id) ?? 0))).toEqual([]);
    expect(answered.filter((one) => one.putAt > endedAt && one.version <= (last.get(one.id) ?? 0))).toEqual([]);

    // The record ahead of its run was given to it: what was recorded stands, and the next command goes behind it.
    expect(stack.output()).toContain(`case ${unknown}: lines 4 to 4`);
    const ids = [...last.keys()].filter((id) => id !== urgent);
    expect(ids).toEqual(expect.arrayContaining([...halfway, unknown, unheard]));
    for (const id of ids) {
      const whole = await finish(id);
      expect(world.isWhole(whole)).toBe(true);
      expect(ROAD.filter((type) => whole.filter((line) => line.type === type).length !== 1)).toEqual([]);
    }
    // A case reported after the instant was never there; one that was only kept by then comes to its first line now.
    const forgotten = answered.find((one) => one.version === 1 && one.putAt > endedAt);
    expect((await cast.worker.get(`/api/cases/${forgotten?.id}`)).status).toBe(404);
    await known.untilAllIsTold(stack.place);
    expect(await world.verifyRecord('--engine')).toMatchObject({ code: 0, findings: [] });
  });

  test('brings back the evidence of then, and nothing of later', async () => {
    const served = await world.fetchFile(cast.worker, evidence.path);
    expect(served.bytes.equals(evidence.bytes)).toBe(true);
    const later = await cast.worker.get<{ items: object[] }>(`/api/cases/${halfway[3]}/attachments`);
    expect(later.body.items).toEqual([]);
  });

  test('a deadline that passed meanwhile acted once, at its own instant', async () => {
    const climbed = (await world.history(cast.worker, urgent)).filter((line) => line.type === 'escalated');
    const [reported] = await world.history(cast.worker, urgent);
    expect(climbed.map((line) => [line.level, Date.parse(line.at) - Date.parse(reported?.at ?? '')])).toEqual([
      ['community', 2_000],
      ['subdistrict', 3_000],
      ['district', 4_000],
    ]);
  });

  test('messages and figures say what the history says: none is missing, none came twice, what was read stays read', async () => {
    const now = await known.notices();
    const keyOf = ({ factId, personId }: Told): string => `${factId} ${personId}`;
    const restored = new Set((await known.lines()).map(nameOf));
    const keptFacts = new Set(before.lines.filter((line) => restored.has(nameOf(line))).map((line) => `${line.caseId}:${line.seq}`));
    const expected = new Set(before.notices.filter((notice) => keptFacts.has(notice.factId)).map(keyOf));
    const found = new Set(now.filter((notice) => keptFacts.has(notice.factId)).map(keyOf));
    const [missing, more] = [[...expected].filter((key) => !found.has(key)), [...found].filter((key) => !expected.has(key))];
    expect({ missing: missing.slice(0, 5), more: more.slice(0, 5) }).toEqual({ missing: [], more: [] });
    expect([...found].some((key) => key.startsWith(`${unheard}:4 `))).toBe(true);
    const stillRead = new Map(now.map((notice) => [notice.id, notice.readAt]));
    for (const { id, readAt } of read) expect(stillRead.get(id)).toEqual(readAt);
    const { said, counted } = await known.counted();
    expect(counted).toEqual(said);
  });

  test('the next start has nothing to mend', async () => {
    await stack.stop();
    stack = await startStack({ data, ports, env: rules, placeFile });
    expect(stack.output()).not.toContain('facts told again');
  });
});

async function photographed(id: string): Promise<typeof evidence> {
  const sent = await world.attach(cast.worker, id, { bytes: await world.photo('张三') });
  expect(sent.status).toBe(201);
  const path = `/api/cases/${id}/attachments/${sent.body.id}`;
  return { path, bytes: (await world.fetchFile(cast.worker, path)).bytes };
}

async function readSome(someone: Person): Promise<void> {
  const { body } = await someone.get<{ items: { id: string }[] }>('/api/notices');
  for (const { id } of body.items.slice(0, 3)) await someone.post(`/api/notices/${id}/read`, {});
}

function nameOf({ caseId, seq, hash, recordedAt }: Line): string {
  return `${caseId} ${seq} ${hash} ${recordedAt}`;
}
