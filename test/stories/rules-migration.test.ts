import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { place } from '../world/place.js';
import { query } from '../world/records.js';

const folder = fileURLToPath(new URL('../../../apps/registry/prisma/migrations/', import.meta.url));
const STEP = '20261126090000_rule_versions';

test('rules that an earlier release loaded keep their versions and count from the beginning', async () => {
  const name = `rules_${randomUUID().replaceAll('-', '')}`;
  await query(`CREATE DATABASE ${name}`);
  const client = new pg.Client({ connectionString: place.databaseUrl.replace(/\/[^/]*$/, `/${name}`) });
  await client.connect();
  try {
    const steps = readdirSync(folder).filter((step) => /^\d{14}_/.test(step)).toSorted();
    const apply = (step: string): Promise<unknown> => client.query(readFileSync(`${folder}${step}/migration.sql`, 'utf8'));
    for (const step of steps.filter((one) => one < STEP)) await apply(step);
    await client.query(`INSERT INTO policy (id, version, body) VALUES ('dachuan', 1, '{"id": "dachuan", "version": 1}')`);
    await client.query(`INSERT INTO calendar (id, version, body, provisional_years) VALUES ('china', 1, '{"id": "china"}', '{2027}')`);
    await client.query(`INSERT INTO district VALUES ('511703', '达川区', 0, 0, '{}', 4, '', 'dachuan', 1, 'china', 1)`);
    await client.query(`INSERT INTO category (code, name, class_name, kind, closing) VALUES ('I01', '垃圾', '市容环境', 'incident', '{"routine": 1}')`);
    await apply(STEP);
    const { rows } = await client.query('SELECT kind, id, version, body, effective_at, author_id FROM rule_version ORDER BY kind');
    const line = { code: 'I01', name: '垃圾', className: '市容环境', kind: 'incident', closing: { routine: 1 }, phases: [], closureConditions: { evidence: 0 } };
    expect(rows).toEqual([
      { kind: 'calendars', id: 'china', version: 1, body: { id: 'china', provisionalYears: [2027] }, effective_at: '0', author_id: null },
      { kind: 'categories', id: 'categories', version: 1, body: [line], effective_at: '0', author_id: null },
      { kind: 'policies', id: 'dachuan', version: 1, body: { id: 'dachuan', version: 1 }, effective_at: '0', author_id: null },
    ]);
    expect((await client.query('SELECT policy_id, calendar_id, edition FROM district')).rows).toEqual([
      { policy_id: 'dachuan', calendar_id: 'china', edition: 4 },
    ]);
  } finally {
    await client.end();
    await query(`DROP DATABASE ${name} WITH (FORCE)`);
  }
});
