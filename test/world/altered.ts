import pg from 'pg';
import { place } from './place.js';

/** Tables that hold a case, those others refer to first. */
const TABLES = ['case_kept', 'case_row', 'case_task', 'case_event', 'case_text'];

/**
 * Changes the stored record of one case behind everybody's back, as somebody with the database's password could, while
 * `work` lasts; then everything of the case stands again as it was. `sql` is run in dispatch's schema, `$1` being the case.
 */
export async function whileAltered<T>(caseId: string, sql: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: place.databaseUrl, options: '-c search_path=dispatch' });
  await client.connect();
  try {
    // Triggers and references are off in this role: what stands in the way of an honest mistake.
    await client.query('SET session_replication_role = replica');
    for (const table of TABLES) await client.query(`CREATE TEMP TABLE was_${table} AS SELECT * FROM ${table} WHERE case_id = '${caseId}'`);
    await client.query(sql, [caseId]);
    try {
      return await work();
    } finally {
      await client.query('BEGIN');
      for (const table of TABLES) {
        await client.query(`DELETE FROM ${table} WHERE case_id = '${caseId}'`);
        await client.query(`INSERT INTO ${table} (${await columnsOf(client, table)}) SELECT ${await columnsOf(client, table)} FROM was_${table}`);
      }
      await client.query('COMMIT');
    }
  } finally {
    await client.end();
  }
}

/** All but those that the table computes by itself. */
async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0]?.names ?? '';
}
