import { randomUUID } from 'node:crypto';
import { recordCases } from '@shaodao/contracts/case-record';
import type { CaseEvent } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';
import { Bus } from '@shaodao/platform/bus';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { history, isWhole, report } from '../world/case-road.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

let bus: Bus;
let worker: Person;

beforeAll(async () => {
  bus = await Bus.connect({ url: place.natsUrl, name: 'test' });
  worker = await person('gridWorker');
});

afterAll(async () => {
  await bus.connection.close();
});

/** A case in the record, and its next step as its workflow would say it: the grid is urged once more. */
async function nextStep() {
  const { id } = await report(worker);
  const { event, state } = await until('the first line', async () => {
    const [row] = await query<{ event: CaseEvent; state: CaseState }>(
      'SELECT e.event, r.state FROM dispatch.case_event e JOIN dispatch.case_row r USING (case_id) WHERE case_id = $1',
      [id],
    );
    return row ?? null;
  });
  const fact = { type: 'urged' as const, departmentId: null, about: 'level' as const, cause: 'clock' as const };
  const next: CaseEvent = { ...event, seq: 2, actor: null, commandId: null, textId: null, textDigest: null, fact, arms: [], onDuty: [] };
  return { caseId: id, events: [next], tell: [[]], state: { ...state, seq: 2 } };
}

test('steps of several cases are written together; one that cannot be written keeps no other back, and repeats change nothing', async () => {
  const [good, gap, other] = [await nextStep(), await nextStep(), await nextStep()];
  const torn = { ...gap, events: gap.events.map((event) => ({ ...event, seq: 3 })) };
  const unknown = { ...other, caseId: randomUUID() };
  const steps = [good, torn, unknown, other];
  for (let times = 0; times < 2; times++) {
    const { failed } = await bus.request(recordCases, { steps });
    expect(failed.toSorted()).toEqual([gap.caseId, unknown.caseId].toSorted());
  }
  for (const [step, lines] of [[good, 2], [other, 2], [gap, 1]] as const) {
    const now = await history(worker, step.caseId);
    expect(now).toHaveLength(lines);
    expect(isWhole(now)).toBe(true);
  }
  // Told alone and whole, the torn one goes through.
  expect(await bus.request(recordCases, { steps: [gap] })).toEqual({ failed: [] });
});
