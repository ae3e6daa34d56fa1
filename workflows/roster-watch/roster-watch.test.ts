import { randomUUID } from 'node:crypto';
import { ROSTER_WATCH_WORKFLOW, rosterWatchWorkflowId } from '@shaodao/contracts/timer-workflow';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { Engine, until } from '../fixture/engine.js';

/** When registry wants to be asked again, by roster; one it does not know is no roster. */
const nextIn = new Map<string, number>();
const looks = new Map<string, number[]>();
let engine: Engine;

beforeAll(async () => {
  const watchRoster = async (rosterKey: string) => {
    looks.set(rosterKey, [...(looks.get(rosterKey) ?? []), Date.now()]);
    const inMs = nextIn.get(rosterKey);
    return inMs === undefined ? null : { askAgainAt: Date.now() + inMs };
  };
  engine = await Engine.start({ watchRoster });
});
afterAll(() => engine.stop());

async function watch(rosterKey: string, inMs: number): Promise<WorkflowHandle> {
  nextIn.set(rosterKey, inMs);
  return engine.wake(ROSTER_WATCH_WORKFLOW, rosterWatchWorkflowId(rosterKey), { rosterKey });
}

const times = (rosterKey: string): number => looks.get(rosterKey)?.length ?? 0;

describe('a roster that is watched', () => {
  test('is looked at again when registry says so, and no longer once it is gone', async () => {
    const key = `communitySecretary~${randomUUID()}~`;
    const handle = await watch(key, 1_000);
    await until(() => times(key) >= 3);
    const [first = 0, second = 0] = looks.get(key) ?? [];
    expect(second - first).toBeGreaterThanOrEqual(1_000);
    nextIn.delete(key);
    await handle.result();
  });

  test('is looked at at once when it is another; however often that is told, one watch stands', async () => {
    const key = `departmentDuty~511703~${randomUUID()}`;
    const handle = await watch(key, 3_600_000);
    await until(() => times(key) === 1);
    const again = await watch(key, 3_600_000);
    await until(() => times(key) === 2);
    expect((await again.describe()).runId).toBe((await handle.describe()).runId);
    nextIn.delete(key);
    await engine.wake(ROSTER_WATCH_WORKFLOW, rosterWatchWorkflowId(key), { rosterKey: key });
    await handle.result();
  });

  test('that comes back is watched anew', async () => {
    const key = `gridWorker~${randomUUID()}~`;
    const first = await watch(key, 3_600_000);
    nextIn.delete(key);
    await engine.wake(ROSTER_WATCH_WORKFLOW, rosterWatchWorkflowId(key), { rosterKey: key });
    await first.result();
    const before = times(key);
    const second = await watch(key, 3_600_000);
    await until(() => times(key) > before);
    await second.terminate();
  });
});
