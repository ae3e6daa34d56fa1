import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { withCluster } from '@shaodao/standalone/backup/cluster';
import type { Case, Cast } from '../world/case-road.js';
import type { Person } from '../world/people.js';
import { testPolicy } from '../world/policy.js';
import { root, run, type Running } from '../world/stack.js';
import { until } from '../world/wait.js';
import type { Installation, KeptCase } from './installation.js';
import { pack, readRows } from './rows.js';

/**
 * Keeps the rows of an installation of a release for the upgrade test: `node test/dist/upgrade/save.js <project folder of
 * that release, built> <name>`. It walks cases to many steps, some under the shipped rules and some under those of the
 * tests, takes a backup while one record is away, and keeps the rows of what the backup restores.
 */
const [, , release = '', name = ''] = process.argv;
const scratch = `${root}test-results/upgrade-save`;
const data = join(scratch, 'data');
const placeFile = join(scratch, 'place.json');
process.env['SHAODAO_PLACE'] = placeFile;
const ports = 29_100;

/**
 * However late it is opened, it must not have missed thousands of supervisions; and one deadline must always have passed
 * since: a department called by 工作推进 has three minutes to make contact.
 */
const rules = {
  ...testPolicy,
  id: 'kept',
  whistles: { ...testPolicy.whistles, advance: { ...testPolicy.whistles.advance, contact: { unit: 'urgentHour', ms: 180_000 } } },
  supervisionEvery: { ...testPolicy.supervisionEvery, urgent: { unit: 'workDay', days: 5 } },
};

const { startStack } = (await import(join(release, 'tools/stack.mjs'))) as { startStack: (options: object) => Promise<Running> };
const found = Object.fromEntries([['TEMPORAL_SERVER', 'server'], ['TEMPORAL_SQL_TOOL', 'sql'], ['NATS_SERVER', 'nats-server']].map(([key, file]) => [key, join(release, '.cache/bin', file ?? '')]));
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
writeFileSync(join(scratch, 'policy.json'), JSON.stringify(rules));

mkdirSync(join(release, 'test-results'), { recursive: true });

/** A release before `placeFile` was an option writes its place itself. */
const start = async (env: object): Promise<Running> => {
  const stack = await startStack({ data, ports, found, env, placeFile });
  writeFileSync(placeFile, JSON.stringify(stack.place));
  return stack;
};

const kept: Record<string, KeptCase> = {};
let stack = await start({});
const world = await import('../world/case-road.js');
const { person } = await import('../world/people.js');
const cast: Cast = await world.castOf(await person('gridWorker'), person);
const { worker, officer, secretary } = cast;

async function walked(steps: number): Promise<string> {
  const { id } = await world.report(worker);
  for (const [who, command] of world.roadOf(cast).slice(0, steps)) await world.order(who, id, command);
  return id;
}

async function keep(what: string, id: string, answered?: Case): Promise<void> {
  const { now, history } = await until(`the record of ${what}`, async () => {
    const { body } = await worker.get<Case>(`/api/cases/${id}`);
    const recorded = await world.history(worker, id);
    return recorded.length === body.version ? { now: body, history: recorded } : null;
  });
  const lines = history.map(({ seq, type, at, hash }) => ({ seq, type, at, hash }));
  const dueAt = (answered ?? now).deadlines.map((deadline) => deadline.dueAt).toSorted()[0] ?? null;
  kept[what] = { id, stage: answered?.stage ?? now.stage, version: answered?.version ?? now.version, lines, dueAt };
}

const isAt = (id: string, type: string, times: number) => () =>
  world.history(worker, id).then((lines) => lines.filter((line) => line.type === type).length >= times);

async function walkAll(prefix: string): Promise<void> {
  const steps = ['reported', 'accepted', 'whistled', 'signed', 'contacted', 'reportedIn', 'finished', 'verified', 'closed'];
  for (const [taken, what] of steps.entries()) await keep(`${prefix}-${what}`, await walked(taken));
  const reworked = await walked(6);
  await world.order(secretary, reworked, { command: 'verify', passed: false, reason: '井盖未复位' });
  await keep(`${prefix}-reworked`, reworked);
  const withdrawn = await walked(2);
  await world.order(secretary, withdrawn, { command: 'withdrawWhistle', reason: '误吹' });
  await keep(`${prefix}-withdrawn`, withdrawn);
  const rejected = await walked(0);
  await world.order(worker, rejected, { command: 'reject', reason: '不属本网格' });
  await keep(`${prefix}-rejected`, rejected);
}

await walkAll('shipped');
const repeated = { name: 'shipped-accepted', key: 'kept-before', body: { command: 'escalate', reason: '人手不足' } };
const escalated = await world.command(worker, kept[repeated.name]?.id ?? '', repeated.body, repeated.key);
if (escalated.status !== 200) throw new Error(JSON.stringify(escalated.body));
await keep(repeated.name, escalated.body.id);
await stack.stop();

stack = await start({ POLICY_FILE: join(scratch, 'policy.json') });
await walkAll('tests');
const climbing = await world.report(worker, 'urgent');
await until('its climb', isAt(climbing.id, 'supervised', 1));
await keep('tests-climbed', climbing.id);
const subdistrict = await person('subdistrictDuty', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
const departments = [{ departmentId: officer.account.departmentId, part: 'lead' }];
const unsigned = await walked(1);
await world.order(subdistrict, unsigned, { command: 'whistle', kind: 'enforcement', departments, reason: '占道经营' });
await until('every rung of its ladder', isAt(unsigned, 'stepMissed', 3));
await keep('tests-unsigned', unsigned);
const uncontacted = await walked(1);
await world.order(subdistrict, uncontacted, { command: 'whistle', kind: 'advance', departments, reason: '河道清淤' });
await world.order(officer, uncontacted, { command: 'sign' });
await keep('tests-uncontacted', uncontacted);

const figures = async (someone: Person): Promise<Installation['assessment']> => {
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const departmentId = officer.account.departmentId ?? '';
  const { body } = await someone.get<{ items: Installation['assessment'][] }>(`/api/assessment/departments?month=${month}&departmentId=${departmentId}`);
  const { whistles = 0, signedInTime = 0, finishedInTime = 0 } = body.items[0] ?? {};
  return { month, departmentId, whistles, signedInTime, finishedInTime };
};
const whistles = Object.values(kept).filter(({ lines }) => lines.some((line) => line.type === 'whistled') && !lines.some((line) => line.type === 'whistleWithdrawn')).length;
await until('every fact to be counted', async () => (await figures(officer)).whistles === whistles);
const assessment = await figures(officer);
const notices = (await secretary.get<{ items: object[] }>('/api/notices?limit=200')).body.items.length;

// Its row is held, so the record of the next command is away, and stays so in the backup.
const away = await world.report(worker);
const holder = new pg.Client({ connectionString: stack.place.databaseUrl });
await holder.connect();
await holder.query('BEGIN');
await holder.query('SELECT 1 FROM dispatch.case_row WHERE case_id = $1 FOR UPDATE', [away.id]);
await keep('tests-away', away.id, await world.order(worker, away.id, { command: 'accept' }));

const tool = async (...args: string[]): Promise<void> => {
  const { code, output } = await run('apps/standalone/dist/backup/main.js', args.slice(1), { ...found, SHAODAO_DATA: args[0] ?? '' });
  if (code !== 0) throw new Error(output);
};
await tool(data, 'backup', join(scratch, 'backup'));
await holder.end();
await stack.stop();
const restored = join(scratch, 'restored');
await tool(restored, 'restore', join(scratch, 'backup'));
const password = readFileSync(join(restored, 'postgres-password'), 'utf8').trim();
const rows = await withCluster(join(restored, 'postgres'), password, {
  work: async (urlOf) => (await Promise.all(['shaodao', 'temporal', 'temporal_visibility'].map((database) => readRows(database, urlOf(database))))).flat(),
});

const folder = `${root}test/upgrade/${name}`;
mkdirSync(folder, { recursive: true });
const installation: Installation = { cases: kept, repeated, assessment, notices };
writeFileSync(join(folder, 'cases.json'), `${JSON.stringify(installation, null, 1)}\n`);
writeFileSync(join(folder, 'rows.br'), pack(rows));
