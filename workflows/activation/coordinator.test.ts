import { randomUUID } from 'node:crypto';
import type { RequestContract } from '@shaodao/contracts/contract';
import { COORDINATOR_WORKFLOW, coordinatorWorkflowId, STAND_DOWN, TALLY, type CoordinatorStart } from '@shaodao/contracts/activation-workflow';
import { ROOT_RUNG } from '@shaodao/domain/activation/call-channel';
import { EMPTY_TALLY } from '@shaodao/domain/activation/person-state';
import type { Bus } from '@shaodao/platform/bus';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { Engine, until } from '../fixture/engine.js';
import { activationActivities } from './activities.js';

/** What was asked of dispatch, by activation. */
const asked = new Map<string, string[]>();
/** When the last of it was. */
const lastAt = new Map<string, number>();
let engine: Engine;

beforeAll(async () => {
  const request = ({ subject }: RequestContract, { activationId, coordinatorNo }: { activationId: string; coordinatorNo?: number }): Promise<unknown> => {
    const act = subject.slice(subject.lastIndexOf('.') + 1);
    asked.set(activationId, [...(asked.get(activationId) ?? []), coordinatorNo === undefined ? act : `${act} ${coordinatorNo}`]);
    lastAt.set(activationId, Date.now());
    return Promise.resolve({ called: 0, pending: 0, missing: 1 });
  };
  engine = await Engine.start(activationActivities({ request } as unknown as Bus));
});
afterAll(() => engine.stop());

/** One without teams: its people are called at once. */
async function begin(anchorAt: number): Promise<{ id: string; handle: WorkflowHandle }> {
  const id = randomUUID();
  const start: CoordinatorStart = { activationId: id, coordinatorNo: 4, from: 0, until: 9, teams: [], anchorAt, answerByAt: anchorAt + 600_000, waits: false };
  const handle = await engine.open(COORDINATOR_WORKFLOW, coordinatorWorkflowId(id, 4), start);
  await until(() => asked.get(id)?.filter((act) => act === 'callPart').length === 2);
  return { id, handle };
}
const rung = (id: string): string[] => (asked.get(id) ?? []).filter((act) => act.startsWith('tellRoot'));
const counted = (confirmed: number, pending: number) => ({ countedAt: Date.now(), tally: { ...EMPTY_TALLY, people: confirmed + pending, confirmed, pending }, quiet: [] });

test('who commands is told once of those missing, at the instant that counts from the effect, however late it is seen', async () => {
  const dueAt = Date.now() + 1_500;
  const { id, handle } = await begin(dueAt - ROOT_RUNG.afterMs);
  await handle.signal(TALLY, counted(7, 2));
  await until(() => rung(id).length === 1);
  expect(lastAt.get(id)).toBeGreaterThanOrEqual(dueAt);
  expect(rung(id)).toEqual(['tellRoot 4']);
  await handle.signal(TALLY, counted(8, 1));
  await handle.signal(STAND_DOWN);
  await handle.result();
  expect(rung(id)).toEqual(['tellRoot 4']);
  const late = await begin(Date.now() - 5 * ROOT_RUNG.afterMs);
  await until(() => rung(late.id).length === 1);
  await late.handle.signal(STAND_DOWN);
  await late.handle.result();
});

test('nobody is told where all have answered, or after the stand-down', async () => {
  const answered = await begin(Date.now() - ROOT_RUNG.afterMs + 1_000);
  await answered.handle.signal(TALLY, counted(9, 0));
  const over = await begin(Date.now());
  await over.handle.signal(STAND_DOWN);
  await over.handle.result();
  await until(async () => {
    const { events } = await answered.handle.fetchHistory();
    return events?.some(({ timerFiredEventAttributes: fired }) => fired !== null && fired !== undefined) === true;
  });
  await answered.handle.signal(STAND_DOWN);
  await answered.handle.result();
  expect([...rung(answered.id), ...rung(over.id)]).toEqual([]);
});
