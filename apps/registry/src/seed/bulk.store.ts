import type { Transaction } from '../database.store.js';

/** One table as the seed fills it: its key, and its columns with their types. A column's property is its camelCase. */
interface BulkTable {
  key: string[];
  columns: Record<string, string>;
}

/** Tables the seed fills, parents before children. */
const BULK_TABLES = {
  area: { key: ['code'], columns: { code: 'text', name: 'text', kind: 'text', parent_code: 'text', governed: 'boolean' } },
  grid: {
    key: ['id'],
    columns: { id: 'uuid', code: 'text', name: 'text', kind: 'text', community_code: 'text', polygon: 'jsonb' },
  },
  department: { key: ['id'], columns: { id: 'uuid', code: 'text', name: 'text', line: 'text' } },
  grid_department: { key: ['grid_id', 'department_id'], columns: { grid_id: 'uuid', department_id: 'uuid', rank: 'integer' } },
  person: { key: ['id'], columns: { id: 'uuid', name: 'text', phone: 'text' } },
  post: {
    key: ['id'],
    columns: { id: 'uuid', person_id: 'uuid', role: 'text', area_code: 'text', department_id: 'uuid' },
  },
  roster: {
    key: ['id'],
    columns: {
      id: 'uuid',
      seat: 'text',
      area_code: 'text',
      department_id: 'uuid',
      anchor_at: 'bigint',
      turn_ms: 'bigint',
      turns: 'jsonb',
      fallback: 'jsonb',
    },
  },
  account: {
    key: ['name'],
    columns: { name: 'text', person_id: 'uuid', seat: 'text', area_code: 'text', department_id: 'uuid' },
  },
} satisfies Record<string, BulkTable>;

/** Rows per statement: large enough to be quick, small enough to show progress. */
const CHUNK = 5_000;

/** Writes rows, new or changed; other columns of a row that is there stay as they are. */
export async function putRows(
  transaction: Transaction,
  table: keyof typeof BULK_TABLES,
  rows: readonly object[],
): Promise<void> {
  const { key, columns }: BulkTable = BULK_TABLES[table];
  const names = Object.keys(columns);
  const fields = names.map((name) => `"${propertyOf(name)}"`);
  const shape = names.map((name) => `"${propertyOf(name)}" ${columns[name]}`);
  const changes = names.filter((name) => !key.includes(name)).map((name) => `"${name}" = excluded."${name}"`);
  const statement =
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) ` +
    `SELECT ${fields.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS line(${shape.join(', ')}) ` +
    `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changes.join(', ')}`;
  for (let from = 0; from < rows.length; from += CHUNK) {
    await transaction.$executeRawUnsafe(statement, JSON.stringify(rows.slice(from, from + CHUNK)));
  }
}

function propertyOf(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
