import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Description } from '@shaodao/standalone/backup/contents';
import { assertFits } from '@shaodao/standalone/backup/fit';
import { describe, expect, test } from '@jest/globals';

const migration = { service: 'dispatch', name: '20261124090000_cases' };
const sql = readFileSync(`apps/${migration.service}/prisma/migrations/${migration.name}/migration.sql`);
const made: Description = {
  format: 1,
  shaodao: '0.4.1',
  postgres: '18.4',
  engine: '1.31.2',
  migrations: [{ ...migration, checksum: createHash('sha256').update(sql).digest('hex') }],
  startedAt: '2026-11-25T00:00:00.000Z',
  endedAt: '2026-11-25T00:00:01.000Z',
  log: { from: '0/1', to: '0/2' },
  attachments: { named: 0, elsewhere: 0 },
};
const here = { shaodao: '0.4.1', postgres: '18.4', engine: '1.31.2' };

describe('a backup fits', () => {
  test.each([
    ['the installation that made it', here],
    ['a newer minor PostgreSQL', { ...here, postgres: '18.11' }],
    ['the next minor engine', { ...here, engine: '1.32.0' }],
    ['a newer Shaodao', { ...here, shaodao: '0.10.0' }],
  ])('%s', (_, other) => expect(() => assertFits(made, other)).not.toThrow());
});

describe('a backup is refused', () => {
  test.each([
    ['of another format', { format: 2 }, here, /format 2/],
    ['under another major PostgreSQL', {}, { ...here, postgres: '19.0' }, /made under PostgreSQL 18\.4.*this one is 19\.0/],
    ['under an older engine', {}, { ...here, engine: '1.30.0' }, /Temporal 1\.31\.2/],
    ['under an engine two minors on', {}, { ...here, engine: '1.33.0' }, /Temporal 1\.31\.2/],
    ['under an older Shaodao', {}, { ...here, shaodao: '0.4.0' }, /newer than this 0\.4\.0/],
    ['with a schema change nobody knows here', { migrations: [{ ...migration, name: '29990101000000_x', checksum: '' }] }, here, /dispatch\/29990101000000_x/],
    ['with a schema change that says something else here', { migrations: [{ ...migration, checksum: '00' }] }, here, /dispatch\/20261124090000_cases/],
  ])('%s', (_, change, other, words) => expect(() => assertFits({ ...made, ...change }, other)).toThrow(words));
});
