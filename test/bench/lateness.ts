import { randomUUID } from 'node:crypto';
import { CASE_WORKFLOW, type CaseStart } from '@shaodao/contracts/case-workflow';
import { Client, Connection } from '@temporalio/client';
import { place } from '../world/place.js';
import { order, report } from '../world/case-road.js';
import { person } from '../world/people.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';
import { figure, quantile, type Figure } from './figures.js';
import type { Cast } from '../world/case-road.js';

const HERD = 500;
const HERD_ROUNDS = 3;
const SINGLE_ROUNDS = 10;
/** Time to start a herd before its common instant. */
const HEAD_START_MS = 15_000;

/** From a deadline to the committed record of what it did: for one alone, and for 500 in the same instant. */
export async function lateness(cast: Cast): Promise<Record<string, Figure>> {
  const single: number[] = [];
  for (let round = 0; round < SINGLE_ROUNDS; round++) {
    const { id } = await report(cast.worker, 'urgent');
    single.push(...(await lateBy([id])));
    // It would raise supervision every other second through all that follows.
    await order(await person('districtLeader'), id, { command: 'reject', reason: 'measured' });
  }
  const herds: number[] = [];
  for (let round = 0; round < HERD_ROUNDS; round++) {
    const late = await lateBy(await herd());
    herds.push(quantile(late, 0.99));
  }
  return {
    'timer.singleLateMs': figure(single, 'ms', '<= 200'),
    'timer.herd500P99Ms': figure(herds, 'ms', '<= 5000'),
  };
}

/** Milliseconds between the first escalation of each case and its record. */
async function lateBy(ids: string[]): Promise<number[]> {
  return until(
    'all first escalations',
    async () => {
      const rows = await query<{ late: number }>(
        `SELECT DISTINCT ON (case_id) (recorded_at - at)::float8 AS late FROM dispatch.case_event
          WHERE case_id = ANY($1::uuid[]) AND event->'fact'->>'type' = 'escalated' ORDER BY case_id, seq`,
        [ids],
      );
      return rows.length === ids.length ? rows.map((row) => row.late) : null;
    },
    90_000,
  );
}

/** Cases whose grid level runs out in one and the same instant; kept as reports are, then started at the engine. */
async function herd(): Promise<string[]> {
  const [model] = await query<{ opening: CaseStart['report']; rules: CaseStart['rules']; rules_ref: string }>(
    `SELECT k.opening, r.rules, k.rules_ref FROM dispatch.case_kept k JOIN dispatch.case_rules r ON r.ref = k.rules_ref LIMIT 1`,
  );
  if (model === undefined) throw new Error('no case to copy');
  const at = Date.now();
  const after = (ms: number) => ({ unit: 'urgentHour' as const, ms });
  const calm = { grid: after(HEAD_START_MS), community: after(3_600_000), subdistrict: after(3_600_000), district: after(3_600_000) };
  const policy = { ...model.rules.policy, ladders: { routine: calm, urgent: calm } };
  const client = new Client({ connection: await Connection.connect({ address: place.temporalAddress }), namespace: 'shaodao' });
  const starts = Array.from({ length: HERD }, (): CaseStart => ({
    report: { ...model.opening, caseId: randomUUID(), at, grade: 'routine' },
    rules: { ...model.rules, policy },
  }));
  await query(
    `INSERT INTO dispatch.case_kept (case_id, number, person_id, body_hash, rules_ref, opening, title, description, kept_at)
      SELECT (o->>'caseId')::uuid, 'herd-' || (o->>'caseId'), (o->'actor'->>'personId')::uuid, '', $2, o, 'herd', 'herd', $3::bigint
      FROM jsonb_array_elements($1::jsonb) o`,
    [JSON.stringify(starts.map((start) => start.report)), model.rules_ref, at],
  );
  for (let i = 0; i < starts.length; i += 20) {
    await Promise.all(
      starts.slice(i, i + 20).map((start) =>
        client.workflow.start(CASE_WORKFLOW, { taskQueue: 'case', workflowId: `case:${start.report.caseId}`, args: [start] }),
      ),
    );
  }
  if (Date.now() > at + HEAD_START_MS) throw new Error('the herd was started too late for its instant');
  await client.connection.close();
  return starts.map((start) => start.report.caseId);
}
