import { randomUUID } from 'node:crypto';
import type { Term } from '@shaodao/contracts/register/timers';
import { TERM_WORKFLOW, termWorkflowId } from '@shaodao/contracts/timer-workflow';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { Engine, eventTypes, until } from '../fixture/engine.js';
import type { TermActivities } from './activities.js';

/** Registry as a list of terms by post, with what was reached and when. */
const terms = new Map<string, Term>();
const reached: { postId: string; what: string; untilAt: number; at: number }[] = [];
let away = 0;

const registry: TermActivities = {
  readTerm: async (postId) => {
    if (away > 0) {
      away--;
      throw new Error('registry is away');
    }
    return terms.get(postId) ?? null;
  },
  reachTerm: async ({ postId, what, untilAt }) => {
    const isSo = terms.get(postId)?.untilAt === untilAt;
    if (isSo) reached.push({ postId, what, untilAt, at: Date.now() });
    if (isSo && what === 'expiry') terms.delete(postId);
    return { reached: isSo };
  },
};

let engine: Engine;

beforeAll(async () => void (engine = await Engine.start(registry)));
afterAll(() => engine.stop());

/** A post whose renewal opens and whose term ends so many ms from now. */
async function appoint(renewalMs: number, endMs: number, postId: string = randomUUID()): Promise<{ postId: string; handle: WorkflowHandle; term: Term }> {
  const now = Date.now();
  const term: Term = { untilAt: now + endMs, renewalOpensAt: now + renewalMs, askAgainAt: null, since: now };
  terms.set(postId, term);
  return { postId, term, handle: await engine.wake(TERM_WORKFLOW, termWorkflowId(postId), { postId }) };
}

const steps = (postId: string): string[] => reached.filter((one) => one.postId === postId).map(({ what }) => what);

describe('the term of a post', () => {
  test('opens its renewal, then ends, each once and not before its time; the timer ends with the post', async () => {
    const { postId, handle, term } = await appoint(1_500, 5_000);
    await handle.result();
    expect(steps(postId)).toEqual(['renewal', 'expiry']);
    const [renewal, expiry] = reached.filter((one) => one.postId === postId);
    expect(renewal?.at).toBeGreaterThanOrEqual(term.renewalOpensAt ?? 0);
    expect(expiry?.at).toBeGreaterThanOrEqual(term.untilAt ?? 0);
  });

  test('a new term on the same post goes on in the same run: its own renewal and end are waited for', async () => {
    const { postId, handle } = await appoint(1, 60_000);
    await until(() => steps(postId).length === 1);
    const next = await appoint(1_500, 5_000, postId);
    await next.handle.result();
    expect((await handle.describe()).runId).toBe((await next.handle.describe()).runId);
    expect(reached.filter((one) => one.postId === postId).map(({ what, untilAt }) => [what, untilAt])).toEqual([
      ['renewal', expect.any(Number)],
      ['renewal', next.term.untilAt],
      ['expiry', next.term.untilAt],
    ]);
  });

  test('a term that is over already ends at once and opens no renewal', async () => {
    const { postId, handle } = await appoint(-9_000, -1_000);
    await handle.result();
    expect(steps(postId)).toEqual(['expiry']);
  });

  test('a post that is taken back leaves nothing waiting', async () => {
    const { postId, handle } = await appoint(60_000, 90_000);
    terms.delete(postId);
    await engine.wake(TERM_WORKFLOW, termWorkflowId(postId), { postId });
    await handle.result();
    expect(steps(postId)).toEqual([]);
  });

  test('what is said for later is asked for when it takes effect', async () => {
    const postId = randomUUID();
    const at = Date.now();
    terms.set(postId, { untilAt: null, renewalOpensAt: null, askAgainAt: at + 1_500, since: at });
    const handle = await engine.wake(TERM_WORKFLOW, termWorkflowId(postId), { postId });
    terms.set(postId, { untilAt: at + 6_000, renewalOpensAt: at + 1_500, askAgainAt: null, since: at });
    await handle.result();
    expect(steps(postId)).toEqual(['renewal', 'expiry']);
  });

  test('registry that is away is asked again', async () => {
    away = 2;
    const { postId, handle } = await appoint(1_500, 8_000);
    await handle.result();
    expect(steps(postId)).toEqual(['renewal', 'expiry']);
  });

  test('one timer stands at a time', async () => {
    const { postId, handle } = await appoint(60_000, 90_000);
    for (let nth = 0; nth < 3; nth++) await engine.wake(TERM_WORKFLOW, termWorkflowId(postId), { postId });
    await until(async () => {
      const types = await eventTypes(handle);
      const count = (name: string): number => types.filter((type) => type === name).length;
      return count('workflowExecutionSignaledEventAttributes') === 4 && count('timerStartedEventAttributes') - count('timerCanceledEventAttributes') === 1;
    });
    await handle.terminate();
  });
});
