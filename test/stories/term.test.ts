import { termWorkflowId } from '@shaodao/contracts/timer-workflow';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { numberOf, say, toldSince } from '../world/register.js';
import { until } from '../world/wait.js';

/** 楼长, appointed for a year: 一年一聘. */
const GRID = '511703001001001';
const DAY_MS = 86_400_000;

let steward: Person;
let secretaries: string[];
let key: string;
let postId: string;
let client: Client;

const day = (ahead: number): string => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10);

interface Kept {
  id: string;
  entry: { status: string; until: string };
}
interface Line {
  origin: string;
  reason: string;
  authorId: string | null;
  entry: { status: string; until: string };
}

async function appoint(from: number, to: number): Promise<void> {
  const [number] = key.split('~');
  const post = { person: number, role: 'buildingSteward', areaCode: GRID, spot: '3栋', route: 'organisation' };
  await say('posts', key, { ...post, from: day(from), until: day(to), status: 'active' });
}

async function post(): Promise<Kept> {
  return (await steward.get<Kept>(`/api/register/posts/${encodeURIComponent(key)}`)).body;
}

async function byTimer(): Promise<Line[]> {
  const { body } = await steward.get<{ items: Line[] }>(`/api/register/posts/${encodeURIComponent(key)}/history`);
  return body.items.filter(({ origin }) => origin === 'timer');
}

const timer = () => client.workflow.getHandle(termWorkflowId(postId)).describe();

beforeAll(async () => {
  steward = await person('gridWorker');
  key = `${await numberOf(steward.personId)}~buildingSteward~${GRID}~~3栋`;
  const duty = await steward.get<{ people: { id: string }[] }>(`/api/duty?role=communitySecretary&areaCode=${GRID}`);
  secretaries = duty.body.people.map(({ id }) => id);
  client = new Client({ connection: await Connection.connect({ address: place.temporalAddress }), namespace: 'shaodao' });
});

afterAll(async () => {
  await say('posts', key, null);
  await until('the timer to end with the post', async () => (await timer()).status.name === 'COMPLETED');
  await client.connection.close();
});

test('renewal opens 30 days before the end: kept in the history, told to the steward and the secretary', async () => {
  const since = Date.now();
  await appoint(-340, 20);
  postId = (await post()).id;
  const told = await until('the notices', async () => {
    const found = await toldSince('appointment.renewalOpened', since);
    return found.length > 0 && found;
  });
  expect(told.map(({ person_id }) => person_id).sort()).toEqual([...new Set([steward.personId, ...secretaries])].sort());
  expect(told[0]?.text).toBe(`【聘期】将于${day(20)}届满，请办理续聘`);
  expect(await byTimer()).toMatchObject([{ reason: '聘期将满，开启续聘', authorId: null, entry: { status: 'active', until: day(20) } }]);
});

test('a new term on the same post is waited for instead, by the same timer', async () => {
  const before = (await timer()).historyLength;
  await appoint(0, 360);
  await until('the timer to ask anew', async () => (await timer()).historyLength > before + 5);
  const { status, workflowId } = await timer();
  expect([status.name, workflowId]).toEqual(['RUNNING', `term:${postId}`]);
  expect((await post()).entry).toMatchObject({ status: 'active', until: day(360) });
  expect(await byTimer()).toHaveLength(1);
});

test('a term that is over ends the post without anybody’s doing, once, and both are told', async () => {
  const since = Date.now();
  await appoint(-300, -1);
  await until('the post to end', async () => (await post()).entry.status === 'ended');
  const [line] = await byTimer();
  expect(line).toMatchObject({ reason: '聘期届满', authorId: null, entry: { status: 'ended' } });
  const told = await until('the notices', async () => {
    const found = await toldSince('appointment.expired', since);
    return found.length > 0 && found;
  });
  expect(told.map(({ person_id }) => person_id)).toContain(steward.personId);
  expect(await toldSince('appointment.renewalOpened', since)).toEqual([]);
  await until('the timer to end', async () => (await timer()).status.name === 'COMPLETED');
});

test('appointed again after the end, the post has its timer again', async () => {
  await appoint(0, 364);
  await until('the timer to run', async () => (await timer()).status.name === 'RUNNING');
  expect((await post()).id).toBe(postId);
  expect((await byTimer()).map(({ reason }) => reason)).toEqual(['聘期届满', '聘期将满，开启续聘']);
});
