import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpImport } from '@shaodao/contracts/http-imports';
import { killAndWait } from '../world/children.js';
import { insist } from '../world/insist.js';
import { csv, ended, register, send, table } from '../world/office.js';
import { person, type Person } from '../world/people.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

/** Enough that every step of it can be met. */
const ROWS = 20_000;
/** A lease of ten seconds runs out before another takes it up. */
const AGAIN_LIMIT_MS = 90_000;

let leader: Person;
beforeAll(async () => {
  leader = await person('districtLeader');
});

async function said(id: string): Promise<{ changes: number; entries: number }> {
  const [row] = await query<{ changes: number; entries: number }>(
    'SELECT (SELECT count(*)::int FROM registry.change WHERE id = $1) AS changes, (SELECT count(*)::int FROM registry.entry WHERE change_id = $1) AS entries',
    [id],
  );
  if (row === undefined) throw new Error('no answer');
  return row;
}

describe('kill -9 of registry in the middle of an import: all or nothing, once, and it ends by itself', () => {
  test.each(['reading', 'checking', 'writing'])('while it is %s', async (step) => {
    const run = randomUUID().slice(0, 8);
    const rows = Array.from({ length: ROWS }, (_, nth) => ({ number: `${run}-${nth}`, name: '人', phone: '13900001111', status: '在岗' }));
    const before = await register();
    const sent = await send(leader, [csv('人员', table('people', rows))]);
    const { id } = sent.body;
    await until(`import ${id} to be ${step}`, async () => {
      const [row] = await query<{ state: string; done: number }>('SELECT state, done FROM registry.import WHERE id = $1', [id]);
      return row?.state === step || row?.state === 'done';
    });
    await killAndWait('registry');
    const met = await said(id);
    expect([0, ROWS]).toContain(met.entries);
    expect(met.changes).toBe(met.entries === 0 ? 0 : 1);
    await until('registry to answer', async () => (await insist(() => leader.get(`/api/imports/${id}`))).status === 200);
    const { state, report }: HttpImport = await ended(leader, id, AGAIN_LIMIT_MS);
    expect([state, report?.lists]).toEqual(['done', [{ list: 'people', new: ROWS, changed: 0, ended: 0, unchanged: 0 }]]);
    expect(await said(id)).toEqual({ changes: 1, entries: ROWS });
    const after = await register();
    expect(Number(after.entries) - Number(before.entries)).toBe(ROWS);
    const answer = await insist(() => leader.get(`/api/register/people/${run}-${ROWS - 1}`));
    expect([answer.status, answer.body]).toMatchObject([200, { entry: { number: `${run}-${ROWS - 1}` } }]);
  });
});
