import { beforeAll, describe, expect, test } from '@jest/globals';
import { whileAltered } from '../world/altered.js';
import { castOf, closedCase, history, order, report, typesOf, type Case, type Cast } from '../world/case-road.js';
import { person } from '../world/people.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';
import { verifyRecord, type Finding } from '../world/verified.js';

let cast: Cast;
let walked: Case;

beforeAll(async () => {
  cast = await castOf(await person('gridWorker'), person);
  walked = await closedCase(cast);
  await until('its whole history', async () => (await history(cast.worker, walked.id)).at(-1)?.type === 'closed');
});

describe('the history is the whole truth', () => {
  test('each line says who, when, from what, to what, under which rules and why, and carries the hash of the one before', async () => {
    const lines = await history(cast.worker, walked.id);
    expect(typesOf(lines)).toEqual(['reported', 'accepted', 'filed', 'whistled', 'signed', 'contacted', 'reportedIn', 'taskFinished', 'verified', 'closed']);
    expect(lines[0]).toMatchObject({ fromStage: null, fromLevel: null, previousHash: null, stage: 'intake', level: 'grid' });
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1];
      if (before === undefined) continue;
      expect({ stage: line.fromStage, level: line.fromLevel, hash: line.previousHash }).toEqual({ stage: before.stage, level: before.level, hash: before.hash });
    }
    expect(new Set(lines.map((line) => line.rulesRef))).toEqual(new Set([walked.rulesRef]));
    expect(lines.map((line) => line.actorId !== null && line.at <= line.recordedAt)).not.toContain(false);
    expect(lines[3]).toMatchObject({ actorSeat: 'gridWorker', text: { reason: '请到场' }, fromStage: 'dispatch', stage: 'handling' });
  });

  test('a whole record has no difference, by its number and by its id', async () => {
    for (const name of [walked.number, walked.id]) {
      const { code, findings, summary } = await verifyRecord('--case', name);
      expect({ code, findings, cases: summary.cases, events: summary.events }).toEqual({ code: 0, findings: [], cases: 1, events: 10 });
    }
  });

  test('nobody can change or remove a line: the database refuses', async () => {
    for (const sql of ['UPDATE dispatch.case_event SET at = at + 1', 'DELETE FROM dispatch.case_event', 'TRUNCATE dispatch.case_event']) {
      await expect(query(sql)).rejects.toThrow(/append-only/);
    }
  });
});

/** What the verifier says of the case while it is altered; each finding as `fault line path`. */
async function found(sql: string, id = walked.id, number = walked.number): Promise<{ code: number | null; faults: string[]; first: Finding | undefined }> {
  return whileAltered(id, sql, async () => {
    const { code, findings } = await verifyRecord('--case', number);
    expect(new Set(findings.map((finding) => finding.number))).toEqual(new Set([number]));
    const faults = findings.map(({ fault, seq, path }) => [fault, seq, path].filter((part) => part !== undefined && part !== null).join(' '));
    return { code, faults, first: findings[0] };
  });
}

const LINE = (seq: number): string => `case_id = $1::uuid AND seq = ${seq}`;

describe('somebody with the database’s password alters the record: the verifier names the row', () => {
  test.each<[string, string, string[]]>([
    ['the content of a line', `UPDATE case_event SET event = jsonb_set(event, '{at}', to_jsonb((event->>'at')::bigint - 1)) WHERE ${LINE(5)}`, ['lineAltered 5', 'lineColumn 5 at', 'state tasks[0].signedAt']],
    ['who acted', `UPDATE case_event SET event = jsonb_set(event, '{actor,seat}', '"districtLeader"') WHERE ${LINE(9)}`, ['lineAltered 9']],
    ['the evidence of a clock', `UPDATE case_event SET event = event || '{"onDuty": []}' WHERE ${LINE(3)}`, ['lineAltered 3']],
    ['the hash of a line', `UPDATE case_event SET hash = sha256('x') WHERE ${LINE(7)}`, ['lineAltered 7']],
    ['a line together with its own hash: the next one tells', `WITH a AS (UPDATE case_event SET event = jsonb_set(event, '{fact,inTime}', 'false'),
        hash = sha256((SELECT hash FROM case_event WHERE ${LINE(5)}) || convert_to(jsonb_set(event, '{fact,inTime}', 'false')::text, 'UTF8')) WHERE ${LINE(6)} RETURNING 1)
        SELECT * FROM a`, ['lineAltered 7']],
    ['two lines changed places', `UPDATE case_event e SET event = o.event, hash = o.hash, at = o.at, command_id = o.command_id, text_id = o.text_id
        FROM case_event o WHERE e.case_id = $1::uuid AND o.case_id = e.case_id AND e.seq IN (6, 7) AND o.seq = 13 - e.seq`, ['lineAltered 6', 'lineColumn 6 seq', 'lineColumn 7 seq', 'notRebuilt']],
    ['the last line is gone', `DELETE FROM case_event WHERE ${LINE(10)}`, ['lineMissing 10']],
    ['a line in the middle is gone', `DELETE FROM case_event WHERE ${LINE(4)}`, ['lineMissing 4']],
    ['the first line is gone', `DELETE FROM case_event WHERE ${LINE(1)}`, ['lineMissing 1']],
    ['all lines are gone', 'DELETE FROM case_event WHERE case_id = $1::uuid', ['lineMissing 1']],
    ['a line too many', `INSERT INTO case_event SELECT case_id, 11, at, recorded_at, command_id, text_id, jsonb_set(event, '{seq}', '11'),
        sha256(hash || convert_to(jsonb_set(event, '{seq}', '11')::text, 'UTF8')) FROM case_event WHERE ${LINE(10)}`, ['lineExtra 11']],
    ['a column beside a line', `UPDATE case_event SET command_id = 'other' WHERE ${LINE(2)}`, ['lineColumn 2 commandId']],
    ['the last hash of the row', `UPDATE case_row SET last_hash = sha256('x') WHERE case_id = $1::uuid`, ['lastHash 10']],
    ['the state', `UPDATE case_row SET state = jsonb_set(state, '{tasks,0,missed}', '["sign"]') WHERE case_id = $1::uuid`, ['state tasks[0].missed[0]']],
    ['a field of the state is gone', `UPDATE case_row SET state = state - 'handlerIds' WHERE case_id = $1::uuid`, ['state handlerIds[0]']],
    ['columns of the row', `UPDATE case_row SET level = 'district', late = true, sort_key = 1 WHERE case_id = $1::uuid`, ['column case_row.level', 'column case_row.late', 'column case_row.sort_key']],
    ['the title of the row', `UPDATE case_row SET title = '别的' WHERE case_id = $1::uuid`, ['column case_row.title']],
    ['what was kept of the report', `UPDATE case_kept SET description = '别的' WHERE case_id = $1::uuid`, ['column case_kept.description']],
    ['the number', `UPDATE case_row SET number = '511703-20200101-00001' WHERE case_id = $1::uuid`, ['column case_row.number']],
    ['a task’s row', `UPDATE case_task SET state = 'signed' WHERE case_id = $1::uuid`, []],
    ['a task’s row is gone', 'DELETE FROM case_task WHERE case_id = $1::uuid', []],
    ['the words of a line', `UPDATE case_text SET body = '{"reason": "别的"}' WHERE text_id = (SELECT text_id FROM case_event WHERE ${LINE(4)})`, ['textAltered 4']],
    ['the words of a line are gone', `DELETE FROM case_text WHERE text_id = (SELECT text_id FROM case_event WHERE ${LINE(8)})`, ['textMissing 8']],
    ['the row is gone', 'DELETE FROM case_row WHERE case_id = $1::uuid', ['lineExtra 1']],
  ])('%s', async (what, sql, faults) => {
    const departmentId = cast.officer.account.departmentId ?? '';
    const expected = what === 'a task’s row' ? [`task case_task.${departmentId}.state`] : what === 'a task’s row is gone' ? [`task case_task.${departmentId}`] : faults;
    expect(await found(sql)).toMatchObject({ code: 1, faults: expected });
  });

  test('words are compared and never shown', async () => {
    const sql = `UPDATE case_text SET body = jsonb_set(body, '{title}', '"暗号"') WHERE text_id = (SELECT text_id FROM case_event WHERE ${LINE(1)})`;
    const output = await whileAltered(walked.id, sql, async () => (await verifyRecord('--case', walked.id)).output);
    expect(output).toContain('textAltered');
    expect(output).not.toMatch(/暗号|路面塌陷/);
  });
});

describe('the verifier', () => {
  test('says so when it cannot look', async () => {
    expect(await verifyRecord('--case', '511703-20000101-99999')).toMatchObject({ code: 2, output: expect.stringContaining('no case 511703-20000101-99999') });
    expect(await verifyRecord('--colour')).toMatchObject({ code: 2, output: expect.stringContaining('--colour') });
  });

  test('a case that runs in the engine but not in the record, or the reverse, is named', async () => {
    const { id, number } = await report(cast.worker);
    const clean = await verifyRecord('--engine');
    expect(clean.findings).toEqual([]);
    expect(clean.summary.engine).toMatchObject({ differences: 0 });
    const over = `UPDATE case_row SET closed_at = 1, state = state || '{"closedAt": 1, "deadlines": []}' WHERE case_id = $1::uuid`;
    const { findings, code } = await whileAltered(id, over, () => verifyRecord('--engine'));
    expect([code, findings.filter((finding) => finding.fault === 'strayRun')]).toMatchObject([1, [{ caseId: id, number }]]);
    await order(cast.worker, id, { command: 'cancel', reason: '演示结束' });
    await until('its end', async () => (await history(cast.worker, id)).at(-1)?.type === 'cancelled');
    const open = `UPDATE case_row SET closed_at = NULL, state = state || '{"closedAt": null}' WHERE case_id = $1::uuid`;
    const reverse = await whileAltered(id, open, () => verifyRecord('--engine'));
    expect(reverse.findings.filter((finding) => finding.fault === 'noRun')).toMatchObject([{ caseId: id, number, why: expect.stringContaining('COMPLETED') }]);
  });
});
