import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COMMUNITY, endPlan, sayPlan, standDown, type Pressed } from '../world/activation.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { root } from '../world/stack.js';
import { until } from '../world/wait.js';

const PLAN = 'T-TWICE';
const TIMES = 100;
/** Above the stack's own block, its second gateway and its health. */
const PORT = Number(new URL(place.url).port) + 34;
let second: ChildProcess;
let boss: Person;
let other: Person;

beforeAll(async () => {
  [boss, other] = await Promise.all([person('centreLeader'), person('districtLeader')]);
  await sayPlan(PLAN);
  const env = { ...process.env, NATS_URL: place.natsUrl, HOST: '127.0.0.1', PORT: String(PORT), HEALTH_HOST: '127.0.0.1', HEALTH_PORT: String(PORT + 1), BLOB_STORE: `file:${place.data}/attachments`, LOG_LEVEL: 'warn' };
  second = spawn(process.execPath, ['apps/gateway/dist/main.js'], { cwd: root, env, stdio: 'ignore' });
  await until('the second gateway', async () => (await fetch(`http://127.0.0.1:${PORT + 1}/readyz`).catch(() => null))?.ok === true, 30_000);
}, 60_000);
afterAll(async () => {
  second.kill('SIGTERM');
  await new Promise((resolve) => second.once('close', resolve));
  await endPlan(PLAN);
});

test('two leaders press at once from two gateways, a hundred times: one activation each time', async () => {
  const press = async (url: string, who: Person): Promise<{ status: number; body: Pressed }> => {
    const body = JSON.stringify({ planId: PLAN, areas: [COMMUNITY], responseLevel: 'II', reason: '强降雨', drill: true });
    const response = await fetch(`${url}/api/activations`, { method: 'POST', body, headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' } });
    return { status: response.status, body: (await response.json()) as Pressed };
  };
  for (let time = 1; time <= TIMES; time++) {
    const both = await Promise.all([press(place.url, boss), press(`http://127.0.0.1:${PORT}`, other)]);
    expect(both.filter(({ status, body }) => status === 201 && !body.joined)).toHaveLength(1);
    expect(both.filter(({ status, body }) => status === 200 && body.joined)).toHaveLength(1);
    const [id, ...more] = new Set(both.map(({ body }) => body.activation.id));
    expect(more).toEqual([]);
    await standDown(boss, id ?? '');
    const [row] = await query<{ count: number; live: number }>(`SELECT count(*)::int, count(*) FILTER (WHERE live)::int AS live FROM dispatch.activation WHERE plan->>'code' = $1`, [PLAN]);
    expect(row).toEqual({ count: time, live: 0 });
  }
}, 240_000);
