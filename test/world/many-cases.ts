import { randomUUID } from 'node:crypto';
import { CASE_WORKFLOW, caseWorkflowId, type CaseStart } from '@shaodao/contracts/case-workflow';
import { rulesRef, type CasePlace, type Grade } from '@shaodao/domain/policy';
import type { StoredPolicy } from '@shaodao/domain/stored-rules';
import { Client, Connection } from '@temporalio/client';
import { place } from './place.js';
import { query } from './records.js';
import { until } from './wait.js';

const AT_ONCE = 16;

/**
 * Cases in great number: kept and started as dispatch does once a report is accepted, without HTTP, spread over all grids of
 * the district. All else of them is copied from one real case.
 */
export class ManyCases {
  private constructor(
    readonly client: Client,
    private readonly model: CaseStart,
    private readonly ref: string,
    private readonly places: CasePlace[],
  ) {}

  /** Under the policy of the case `modelId` with these changes; a policy of its own name, kept as any other. */
  static async like(modelId: string, change: Partial<StoredPolicy>): Promise<ManyCases> {
    const [model] = await query<CaseStart>(
      `SELECT k.opening AS report, r.rules FROM dispatch.case_kept k JOIN dispatch.case_rules r ON r.ref = k.rules_ref WHERE k.case_id = $1`,
      [modelId],
    );
    if (model === undefined) throw new Error(`no case ${modelId} to copy`);
    const rules = { ...model.rules, policy: { ...model.rules.policy, ...change, id: `many-${randomUUID()}` } };
    await query('INSERT INTO dispatch.case_rules VALUES ($1, $2)', [rulesRef(rules), rules]);
    const places = await query<CasePlace>(
      `WITH departments AS MATERIALIZED (SELECT key, body->>'id' AS id FROM registry.standing WHERE list = 'departments')
       SELECT g.body->>'id' AS "gridId", g.key AS "gridCode", array_agg(d.id ORDER BY own.rank) AS "attachedDepartmentIds"
         FROM registry.standing g, jsonb_array_elements_text(g.body->'departments') WITH ORDINALITY AS own(code, rank)
         JOIN departments d ON d.key = own.code WHERE g.list = 'grids' GROUP BY g.key, g.body ORDER BY g.key`,
    );
    const client = new Client({ connection: await Connection.connect({ address: place.temporalAddress }), namespace: 'shaodao' });
    return new ManyCases(client, { report: model.report, rules }, rulesRef(rules), places);
  }

  /** Reported at `at`; answers their ids once all run. */
  async start(count: number, { at, grade }: { at: number; grade: Grade }): Promise<string[]> {
    const starts = Array.from({ length: count }, (_, index): CaseStart => ({
      report: { ...this.model.report, caseId: randomUUID(), at, grade, place: this.places[index % this.places.length] ?? this.model.report.place },
      rules: this.model.rules,
    }));
    await query(
      `INSERT INTO dispatch.case_kept (case_id, number, person_id, body_hash, rules_ref, opening, title, description, kept_at)
        SELECT (o->>'caseId')::uuid, 'many-' || (o->>'caseId'), (o->'actor'->>'personId')::uuid, '', $2, o, 'many', 'many', $3::bigint
        FROM jsonb_array_elements($1::jsonb) o`,
      [JSON.stringify(starts.map((start) => start.report)), this.ref, Date.now()],
    );
    await inCrowd(starts, async (start) => {
      const workflowId = caseWorkflowId(start.report.caseId);
      // Dispatch starts what was kept and not started for a while: in a great number the last ones are its already.
      await this.client.workflow.start(CASE_WORKFLOW, { taskQueue: 'case', workflowId, args: [start], workflowIdConflictPolicy: 'USE_EXISTING' });
    });
    return starts.map((start) => start.report.caseId);
  }

  async close(): Promise<void> {
    await this.client.connection.close();
  }
}

/** Does the same for all, so many at once; answers in their order. */
export async function inCrowd<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  const left = all.entries();
  const lane = async (): Promise<void> => {
    for (const [index, one] of left) done[index] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return done;
}

/** Resolves when all are in the record with at least so many lines, and everybody who listens was told. */
export async function untilRecorded(ids: string[], lines: number, limitMs: number): Promise<void> {
  await until(
    `${ids.length} cases with ${lines} lines, told to all`,
    async () => {
      const [row] = await query<{ cases: number; untold: number }>(
        `SELECT (SELECT count(*)::int FROM dispatch.case_row WHERE case_id = ANY($1::uuid[]) AND seq >= $2) AS cases,
          (SELECT count(*)::int FROM dispatch.outbox) AS untold`,
        [ids, lines],
      );
      return row?.cases === ids.length && row.untold === 0;
    },
    limitMs,
  );
}
