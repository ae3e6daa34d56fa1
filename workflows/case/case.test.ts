import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CASE_COMMAND, CASE_WORKFLOW, type CaseStart } from '@shaodao/contracts/case-workflow';
import { person, policy, reported, rules } from '@shaodao/domain/case/fixture/district';
import type { CaseAct, CaseCommand } from '@shaodao/domain/case/command';
import type { CaseEvent } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';
import type { Actor } from '@shaodao/domain/case/actor';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import type { CaseActivities } from './activities.js';

/** The real engine of the stack under test; deadlines are data, so hours take milliseconds. */
const address = process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233';
const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'shaodao';
const taskQueue = `test-${randomUUID()}`;

/** What the record would be: lines by case, in the order they came, repeats included. */
const written = new Map<string, CaseEvent[]>();
/** Seats to be told, by case and line. */
const told = new Map<string, string[]>();
let refuseRecords = 0;

const activities: CaseActivities = {
  record: async ({ caseId, events, tell }) => {
    if (refuseRecords > 0) {
      refuseRecords--;
      throw new Error('the database is away');
    }
    written.set(caseId, [...(written.get(caseId) ?? []), ...events]);
    events.forEach((event, index) => {
      told.set(`${caseId}:${event.seq}`, (tell[index] ?? []).flatMap((to) => ('seat' in to ? [to.seat] : [])));
    });
    return null;
  },
};

let client: Client;
let native: NativeConnection;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  // Records that are refused on purpose would fill the log.
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  client = new Client({ connection: await Connection.connect({ address }), namespace });
  native = await NativeConnection.connect({ address });
  worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    activities,
    workflowBundle: { codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)) },
  });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await native.close();
  await client.connection.close();
});

const seconds = (count: number) => ({ unit: 'urgentHour' as const, ms: count * 1_000 });

async function begin(change: Partial<CaseStart['rules']['policy']> = {}): Promise<{ id: string; handle: WorkflowHandle }> {
  const id = randomUUID();
  const { state } = reported('urgent');
  const start: CaseStart = {
    report: {
      caseId: id,
      actor: person('gridWorker'),
      grade: 'urgent',
      category: state.category,
      place: state.place,
      at: Date.now(),
      text: { textId: 'text', digest: 'digest' },
    },
    rules: { ...rules, policy: { ...policy, ...change } },
  };
  const handle = await client.workflow.start(CASE_WORKFLOW, { taskQueue, workflowId: `case:${id}`, args: [start] });
  return { id, handle };
}

function give(handle: WorkflowHandle, actor: Actor, act: CaseAct, commandId: string = randomUUID()): Promise<CaseState> {
  return handle.executeUpdate<CaseState, [CaseCommand]>(CASE_COMMAND, { args: [{ commandId, actor, act }], updateId: commandId });
}

async function eventTypes(handle: WorkflowHandle): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).map((event) => Object.keys(event).find((key) => key.endsWith('EventAttributes') && event[key as never] !== null) ?? '');
}

async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  for (const endsAt = Date.now() + 30_000; !(await look()); await pause(20)) {
    if (Date.now() > endsAt) throw new Error('waited 30 s');
  }
}

const lines = (id: string): CaseEvent[] => written.get(id) ?? [];

describe('the case on the real engine', () => {
  test('when nobody acts it climbs each tier once, in order, and each tier is to be told', async () => {
    const fast = { grid: seconds(0.3), community: seconds(0.3), subdistrict: seconds(0.3), district: seconds(0.3) };
    const { id, handle } = await begin({ ladders: { routine: fast, urgent: fast } });
    await until(() => lines(id).some((line) => line.fact.type === 'supervised'));
    const climbed = lines(id).filter((line) => line.fact.type === 'escalated');
    expect(climbed.map((line) => [line.level, told.get(`${id}:${line.seq}`)])).toEqual([
      ['community', ['communitySecretary']],
      ['subdistrict', ['subdistrictDuty']],
      ['district', ['districtLeader']],
    ]);
    expect(lines(id).map((line) => line.seq)).toEqual(lines(id).map((_, index) => index + 1));
    // Instants come from the case, not from processing: each 300 ms after the one before.
    expect(climbed.map((line) => line.at - (lines(id)[0]?.at ?? 0))).toEqual([300, 600, 900]);
    await handle.terminate();
  });

  test('a refused command answers with its code and leaves nothing in the history', async () => {
    const { handle } = await begin();
    await give(handle, person('gridWorker'), { command: 'accept' });
    const before = (await eventTypes(handle)).length;
    const refused = await give(handle, person('gridWorker'), { command: 'close' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WorkflowUpdateFailedError);
    expect((refused as WorkflowUpdateFailedError).cause).toMatchObject({ type: 'WRONG_STAGE' });
    expect((await eventTypes(handle)).length).toBe(before);
    await handle.terminate();
  });

  test('the same command twice is one act', async () => {
    const { id, handle } = await begin();
    const [first, second] = await Promise.all([1, 2].map(() => give(handle, person('gridWorker'), { command: 'accept' }, 'key')));
    expect(second).toEqual(first);
    await until(() => lines(id).length === 3);
    await handle.terminate();
  });

  test('while the record cannot be written commands go on, and all lines arrive in order afterwards', async () => {
    const { id, handle } = await begin();
    await until(() => lines(id).length === 1);
    refuseRecords = 4;
    const state = await give(handle, person('gridWorker'), { command: 'accept' });
    expect(state.stage).toBe('dispatch');
    await give(handle, person('gridWorker'), { command: 'whistle', kind: 'grid', departments: [] });
    await give(handle, person('departmentDuty', 'one', 'water'), { command: 'sign' });
    await until(() => lines(id).length === 5);
    expect(lines(id).map((line) => line.seq)).toEqual([1, 2, 3, 4, 5]);
    await handle.terminate();
  });

  test('never two timers at once, and a later deadline leaves the armed one standing', async () => {
    const { id, handle } = await begin();
    await give(handle, person('gridWorker'), { command: 'accept' });
    await give(handle, person('gridWorker'), { command: 'finish' });
    await give(handle, person('communitySecretary'), { command: 'verify', passed: true });
    await give(handle, person('communitySecretary'), { command: 'close' });
    await handle.result();
    expect(lines(id).at(-1)?.fact.type).toBe('closed');
    let open = 0;
    for (const type of await eventTypes(handle)) {
      if (type === 'timerStartedEventAttributes') open++;
      if (type === 'timerFiredEventAttributes' || type === 'timerCanceledEventAttributes') open--;
      expect(open).toBeLessThanOrEqual(1);
    }
    expect((await eventTypes(handle)).filter((type) => type === 'timerStartedEventAttributes')).toHaveLength(1);
  });

  test('a cancel request from outside does not end a case', async () => {
    const { handle } = await begin();
    await handle.cancel();
    const state = await give(handle, person('gridWorker'), { command: 'accept' });
    expect(state.stage).toBe('dispatch');
    await handle.terminate();
  });
});
