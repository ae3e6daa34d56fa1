import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { randomUUID } from 'node:crypto';
import { recordCase } from '@shaodao/contracts/case-record';
import type { Actor } from '@shaodao/domain/case/actor';
import { apply } from '@shaodao/domain/case/apply';
import type { CaseAct } from '@shaodao/domain/case/command';
import { evolve } from '@shaodao/domain/case/evolve';
import type { CaseState } from '@shaodao/domain/case/state';
import { whomToTell } from '@shaodao/domain/case/tell';
import type { CaseRules } from '@shaodao/domain/policy';
import { Bus } from '@shaodao/platform/bus';
import type { Place } from '../world/place.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

/** What a stack knows, read from its tables: two of these tell whether a later one goes on where an earlier one stood. */

export interface Line {
  caseId: string;
  seq: number;
  hash: string;
  recordedAt: number;
}

export function lines(): Promise<Line[]> {
  return query<Line>(
    `SELECT case_id AS "caseId", seq, encode(hash, 'hex') AS hash, recorded_at::float8 AS "recordedAt"
       FROM dispatch.case_event ORDER BY case_id, seq`,
  );
}

export interface Told {
  id: string;
  factId: string;
  personId: string;
  readAt: Date | null;
}

export function notices(): Promise<Told[]> {
  return query<Told>(`SELECT id, fact_id AS "factId", person_id AS "personId", read_at AS "readAt" FROM notification.notice`);
}

/** What the history says of whistles, and what assessment counted: they must be equal. */
export async function counted(): Promise<{ said: object | undefined; counted: object | undefined }> {
  const [said] = await query(
    `SELECT count(*) FILTER (WHERE event->'fact'->>'type' = 'whistled')::int AS whistles,
        count(*) FILTER (WHERE event->'fact'->>'type' = 'signed' AND (event->'fact'->>'inTime')::boolean)::int AS signed,
        count(*) FILTER (WHERE event->'fact'->>'type' = 'taskFinished' AND (event->'fact'->>'inTime')::boolean)::int AS finished
       FROM dispatch.case_event`,
  );
  const [count] = await query(
    `SELECT count(*)::int AS whistles, count(*) FILTER (WHERE signed_in_time)::int AS signed,
        count(*) FILTER (WHERE finished_in_time)::int AS finished FROM assessment.task`,
  );
  return { said, counted: count };
}

/** Waits until every fact was taken by everybody. */
export async function untilAllIsTold({ natsUrl }: Place, consumers = ['notification', 'assessment']): Promise<void> {
  const connection = await connect({ servers: natsUrl });
  try {
    const manager = await jetstreamManager(connection);
    await until('every fact to be taken', async () => {
      const [row] = await query<{ left: number }>('SELECT count(*)::int AS left FROM dispatch.outbox');
      const infos = await Promise.all(consumers.map((consumer) => manager.consumers.info('FACTS', consumer)));
      return row?.left === 0 && infos.every((info) => info.num_pending + info.num_ack_pending === 0);
    });
  } finally {
    await connection.close();
  }
}

/**
 * Records a command as a worker does just before the engine keeps what it decided, and stops there: the record is now
 * ahead of the case's run, as it is for a few milliseconds of every command.
 */
export async function recordAhead({ natsUrl }: Place, caseId: string, given: { actor: Actor; act: CaseAct }): Promise<void> {
  const [row] = await query<{ state: CaseState; rules: CaseRules }>(
    `SELECT r.state, u.rules FROM dispatch.case_row r JOIN dispatch.case_kept k USING (case_id)
       JOIN dispatch.case_rules u ON u.ref = k.rules_ref WHERE case_id = $1`,
    [caseId],
  );
  if (row === undefined) throw new Error(`no case ${caseId}`);
  const decided = apply(row.state, row.rules, { commandId: randomUUID(), ...given }, Date.now());
  if ('code' in decided) throw new Error(`${decided.code}: ${decided.reason}`);
  let state = row.state;
  const tell = decided.events.map((event) => whomToTell(event, (state = evolve(state, event)), row.rules.policy));
  const bus = await Bus.connect({ url: natsUrl, name: 'test' });
  await bus.request(recordCase, { caseId, events: decided.events, tell, state });
  await bus.connection.close();
}
