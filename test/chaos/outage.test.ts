import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { anyCategory, command, gridOf, history, isWhole, order, report } from '../world/case-road.js';
import { pidOf, type ChildName } from '../world/children.js';
import { insist } from '../world/insist.js';
import { http, person, type Person } from '../world/people.js';

/** What a process must survive without being started again. */
const SERVICES: ChildName[] = ['gateway', 'registry', 'dispatch', 'notification', 'assessment', 'worker'];
let worker: Person;
let gridId: string;
let categoryCode: string;

beforeAll(async () => {
  worker = await person('gridWorker');
  gridId = await gridOf(worker);
  categoryCode = await anyCategory(worker);
});

/** A process and its children: PostgreSQL serves each connection by one of its own. */
function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return [pid, ...children.map(Number)];
}

describe('a part that does not answer: 503 with Retry-After within 6 s, and recovery without a restart', () => {
  test.each<ChildName>(['temporal', 'nats', 'postgres'])('%s', async (part) => {
    const { id } = await report(worker);
    const services = SERVICES.map(pidOf);
    const frozen = family(pidOf(part));
    const key = randomUUID();
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      const startedAt = Date.now();
      const [answer, ...others] = await Promise.all([
        command(worker, id, { command: 'accept' }, key),
        worker.get('/api/cases?mine=true'),
        worker.post('/api/cases', { title: '停电', description: '停电', categoryCode, gridId }),
        http('POST', '/api/sessions', { body: { account: worker.account.account, password: worker.account.password } }),
      ]);
      expect(Date.now() - startedAt).toBeLessThan(6_000);
      expect(answer).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      // Whatever else is asked meanwhile is served, or refused in the same way.
      for (const other of others) {
        if (other.status >= 400 && other.status !== 503) expect(other).toEqual('served or 503');
        if (other.status === 503) expect(Number(other.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    // The same request with the same key is taken once, whether or not the first try reached the case.
    const taken = await insist(() => command(worker, id, { command: 'accept' }, key));
    expect(taken.status).toBe(200);
    await order(worker, id, { command: 'finish', result: '恢复后办结' });
    const lines = await history(worker, id);
    expect(lines.filter((line) => line.type === 'accepted')).toHaveLength(1);
    expect(isWhole(lines)).toBe(true);
    expect(SERVICES.map(pidOf)).toEqual(services);
  });
});
