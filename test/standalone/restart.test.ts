import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { history, report, type EventLine } from '../world/case-road.js';
import { person } from '../world/people.js';
import { place } from '../world/place.js';
import { startStack, type Running } from '../world/stack.js';
import { until } from '../world/wait.js';

/** The stack as its user starts and stops it. Runs last: it stops the stack under test and starts it again on its data. */
let again: Running | null = null;

afterAll(async () => {
  await again?.stop();
});

const pids = (): number[] =>
  Object.values(JSON.parse(readFileSync(place.childrenFile, 'utf8')) as Record<string, { pid: number }>).map(({ pid }) => pid);
const supervisor = (): number =>
  (JSON.parse(readFileSync(place.childrenFile, 'utf8')) as { supervisor: { pid: number } }).supervisor.pid;

function isAlive(pid: number): boolean {
  try {
    // A signal of 0 only asks. A zombie still answers, so its state is looked at too.
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The same rules again: others would be another district to load. */
const env = { POLICY_FILE: process.env['POLICY_FILE'] };
const start = (): Promise<Running> =>
  startStack({ data: place.data, ports: Number(new URL(place.url).port), env });
const climbed = (lines: EventLine[]): EventLine[] => lines.filter((line) => line.type === 'escalated');

describe('stopping and starting', () => {
  test('SIGTERM ends everything within 15 s; the next start goes on, and timers that came due meanwhile act once, at their instants', async () => {
    const worker = await person('gridWorker');
    const { id } = await report(worker, 'urgent');
    const all = pids();
    const stoppedAt = Date.now();
    process.kill(supervisor(), 'SIGTERM');
    await until('the end of every process', async () => all.every((pid) => !isAlive(pid)), 15_000);
    const goneAt = Date.now();
    expect(goneAt - stoppedAt).toBeLessThan(15_000);

    again = await start();
    const upAt = Date.now();
    const lines = await until('all three levels', async () => {
      const now = await history(worker, id);
      return climbed(now).length === 3 ? now : null;
    }, 15_000);
    expect(Date.now() - upAt).toBeLessThan(10_000);
    expect(climbed(lines).map((line) => line.level)).toEqual(['community', 'subdistrict', 'district']);
    // The last came due while nothing ran, and was recorded after it.
    expect(Date.parse(climbed(lines).at(-1)?.recordedAt ?? '')).toBeGreaterThan(goneAt);
    const reportedAt = Date.parse(lines[0]?.at ?? '');
    expect(climbed(lines).map((line) => Date.parse(line.at) - reportedAt)).toEqual([2_000, 3_000, 4_000]);
  });

  test('a second start on the same data is refused and names the process', async () => {
    await expect(start()).rejects.toThrow(new RegExp(`in use by process ${supervisor()}`));
  });

  test('kill -9 of the supervisor: the next start ends what it left behind and goes on', async () => {
    const before = pids();
    process.kill(supervisor(), 'SIGKILL');
    await until('the end of the supervisor', async () => !isAlive(before[0] ?? 0), 5_000).catch(() => undefined);
    again = await start();
    expect(again.output()).toContain('ended what an earlier run left behind');
    expect(before.filter(isAlive)).toEqual([]);
    const worker = await person('gridWorker');
    expect((await worker.get('/api/me')).status).toBe(200);
  });
});
