import { randomUUID } from 'node:crypto';
import { ACTIVATION_COMMAND, ACTIVATION_WORKFLOW, type ActivationStart } from '@shaodao/contracts/activation-workflow';
import type { RequestContract } from '@shaodao/contracts/contract';
import { leader, pressOf, rules } from '@shaodao/domain/activation/fixture/activation';
import type { ActivationState } from '@shaodao/domain/activation/state';
import type { Bus } from '@shaodao/platform/bus';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { Engine, until } from '../fixture/engine.js';
import { activationActivities } from './activities.js';

/** Rungs asked of dispatch, and phases it recorded, by activation. */
const rungs = new Map<string, { rung: number; at: number }[]>();
const phases = new Map<string, string>();
let engine: Engine;

beforeAll(async () => {
  const request = ({ subject }: RequestContract, input: { activationId: string; rung?: number; state?: ActivationState }): Promise<unknown> => {
    const { activationId, rung, state } = input;
    if (subject.endsWith('askConfirm') && rung !== undefined) rungs.set(activationId, [...(rungs.get(activationId) ?? []), { rung, at: Date.now() }]);
    if (state !== undefined) phases.set(activationId, state.phase);
    return Promise.resolve(subject.endsWith('freeze') ? { people: 0, teams: 0, coordinators: [] } : { asked: 1 });
  };
  engine = await Engine.start(activationActivities({ request } as unknown as Bus));
});
afterAll(() => engine.stop());

async function press(agoMs: number, more: Partial<typeof rules> = {}): Promise<{ id: string; at: number; handle: WorkflowHandle }> {
  const id = randomUUID();
  const at = Date.now() - agoMs;
  const start: ActivationStart = { press: pressOf({ activationId: id, at }), rules: { ...rules, ...more } };
  const handle = await engine.open(ACTIVATION_WORKFLOW, `activation:test:${id}`, start);
  await until(() => phases.get(id) === 'confirming');
  return { id, at, handle };
}
async function answer(handle: WorkflowHandle, command: 'confirm' | 'cancel'): Promise<void> {
  const act = command === 'confirm' ? { command, approvalId: 'approval' } : { command };
  const given = { commandId: randomUUID(), actor: leader('districtLeader'), at: Date.now(), act, textId: null };
  await handle.executeUpdate(ACTIVATION_COMMAND, { args: [given], updateId: given.commandId });
}

test('a press that waits is asked about again at its own instants, each rung once, however late', async () => {
  const soon = await press(59_000);
  await until(() => rungs.has(soon.id));
  expect(rungs.get(soon.id)).toEqual([{ rung: 1, at: expect.any(Number) }]);
  expect((rungs.get(soon.id)?.[0]?.at ?? 0) - soon.at).toBeGreaterThanOrEqual(60_000);
  await answer(soon.handle, 'cancel');
  await soon.handle.result();
  const late = await press(200_000);
  await until(() => rungs.get(late.id)?.length === 2);
  expect(rungs.get(late.id)?.map(({ rung }) => rung)).toEqual([1, 2]);
  await answer(late.handle, 'cancel');
  await late.handle.result();
});

test('a press that is answered, or would have lapsed before, asks nobody again', async () => {
  const taken = await press(58_000);
  await answer(taken.handle, 'cancel');
  await taken.handle.result();
  const short = await press(0, { confirmWithinMs: 60_000 });
  await answer(short.handle, 'confirm');
  await until(() => phases.get(short.id) === 'window');
  await answer(short.handle, 'cancel');
  await short.handle.result();
  const { events } = await short.handle.fetchHistory();
  // Its limit and its window: no timer stands for a rung at which it has lapsed.
  expect(events?.filter(({ timerStartedEventAttributes: started }) => started !== null && started !== undefined)).toHaveLength(2);
  expect([rungs.get(taken.id), rungs.get(short.id)]).toEqual([undefined, undefined]);
});
