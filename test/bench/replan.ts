import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { CASE_WORKFLOW, caseWorkflowId, type CaseStart } from '@shaodao/contracts/case-workflow';
import { rulesRef } from '@shaodao/domain/policy';
import { Client, Connection } from '@temporalio/client';
import { report } from '../world/case-road.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { orderReplan, preview, publish, replanDone, withHoliday } from '../world/rules.js';
import { until } from '../world/wait.js';
import { figure } from './figures.js';

/**
 * A holiday is added while 5,000 cases are open, each with a limit in working hours: how long the preview takes, and how
 * long until every case has moved and its record says so. Measures the running stack and writes its figures to the file
 * named by the first argument; the second may say another number of cases.
 */
const CASES = Number(process.argv[3] ?? 5_000);
const ROUNDS = 3;
const STARTED_AT_ONCE = 20;
const LIMIT_MS = 900_000;

const leader = await person('districtLeader');
await openCases(await person('gridWorker'));
process.stdout.write(`${CASES} cases are open\n`);
const previews: number[] = [];
const replans: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const calendar = await withHoliday(leader);
  const { body: told } = await preview(leader, { calendar });
  if (told.examined !== told.open) throw new Error(`only ${told.examined} of ${told.open} were looked at`);
  previews.push(told.tookMs);
  const reason = 'measured';
  await publish(leader, 'calendars', { calendar, reason });
  const { body } = await orderReplan(leader, { calendar: { id: calendar.id, version: calendar.version }, reason }, randomUUID());
  const done = await replanDone(leader, body.id, LIMIT_MS);
  if (done.changed < CASES || done.failed > 0) throw new Error(`${done.summary}: ${done.changed} changed, ${done.failed} failed`);
  process.stdout.write(`previewed ${told.cases} of ${told.open} in ${told.tookMs} ms; re-planned ${done.summary}, ${done.moved} deadlines\n`);
  replans.push((Date.parse(done.endedAt ?? '') - Date.parse(done.startedAt ?? '')) / 1_000);
}
const figures = {
  [`replan.previewMsFor${CASES}`]: figure(previews, `ms, ${CASES} open cases`, ''),
  [`replan.secondsFor${CASES}`]: figure(replans, `s, ${CASES} open cases`, ''),
};
writeFileSync(process.argv[2] ?? 'figures.json', JSON.stringify(figures, null, 2));

/** Kept as reports are, then started at the engine; waits until all are recorded. */
async function openCases(worker: Person): Promise<void> {
  const { id } = await report(worker);
  const [model] = await query<{ opening: CaseStart['report']; rules: CaseStart['rules'] }>(
    'SELECT k.opening, r.rules FROM dispatch.case_kept k JOIN dispatch.case_rules r ON r.ref = k.rules_ref WHERE case_id = $1',
    [id],
  );
  if (model === undefined) throw new Error('no case to copy');
  const limit = { unit: 'workHour' as const, ms: 40 * 3_600_000 };
  const routine = { grid: limit, community: limit, subdistrict: limit, district: limit };
  const rules = { ...model.rules, policy: { ...model.rules.policy, id: 'bench', ladders: { ...model.rules.policy.ladders, routine } } };
  const ref = rulesRef(rules);
  await query('INSERT INTO dispatch.case_rules VALUES ($1, $2)', [ref, JSON.stringify(rules)]);
  const client = new Client({ connection: await Connection.connect({ address: place.temporalAddress }), namespace: 'shaodao' });
  for (let begun = 0; begun < CASES; begun += STARTED_AT_ONCE) {
    const reports = Array.from({ length: STARTED_AT_ONCE }, () => ({ ...model.opening, caseId: randomUUID(), at: Date.now(), grade: 'routine' as const }));
    await query(
      `INSERT INTO dispatch.case_kept (case_id, number, person_id, body_hash, rules_ref, opening, title, description, kept_at)
        SELECT (o->>'caseId')::uuid, 'bench-' || (o->>'caseId'), (o->'actor'->>'personId')::uuid, '', $2, o, 'bench', 'bench', (o->>'at')::bigint
        FROM jsonb_array_elements($1::jsonb) o`,
      [JSON.stringify(reports), ref],
    );
    await Promise.all(
      reports.map((opening) => {
        const start: CaseStart = { report: opening, rules };
        return client.workflow.start(CASE_WORKFLOW, { taskQueue: 'case', workflowId: caseWorkflowId(opening.caseId), args: [start] });
      }),
    );
  }
  await client.connection.close();
  await until(
    'the record of all cases',
    async () => {
      const [row] = await query<{ open: number }>(`SELECT count(*)::int AS open FROM dispatch.case_row WHERE number LIKE 'bench-%'`);
      return row?.open === CASES;
    },
    LIMIT_MS,
  );
}
