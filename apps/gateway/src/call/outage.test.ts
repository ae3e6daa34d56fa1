import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listDepartments } from '@shaodao/contracts/registry';
import { expectProblem, send, type Answer } from '@shaodao/gateway/fixture/http';
import { worker } from '@shaodao/gateway/fixture/people';
import { until } from '@shaodao/gateway/fixture/until';
import { World } from '@shaodao/gateway/fixture/world';

let world: World;

beforeAll(async () => {
  world = await World.start(24_030);
  world.sessions.set('worker', worker);
});
afterAll(() => world.end());

async function timed(path: string): Promise<{ answer: Answer; ms: number }> {
  const from = Date.now();
  const answer = await send(world.url + path, { token: 'worker' });
  return { answer, ms: Date.now() - from };
}

test('a service that is not there, then NATS gone: 503 with Retry-After within 6 s; everything recovers by itself', async () => {
  const absent = await timed('/api/departments');
  expectProblem(absent.answer, 503, 'UNAVAILABLE');
  expect(absent.ms).toBeLessThan(6_000);
  expect(Number(absent.answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);

  world.answer(listDepartments, () => ({ items: [] }));
  await until('the department service', async () => (await timed('/api/departments')).answer.status === 200);

  await world.broker.stop();
  for (const { answer, ms } of await Promise.all([timed('/api/departments'), timed('/api/categories')])) {
    expectProblem(answer, 503, 'UNAVAILABLE');
    expect(ms).toBeLessThan(6_000);
  }
  await world.broker.start();
  await until('the recovery', async () => (await timed('/api/departments')).answer.status === 200);
}, 40_000);
