import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import pg from 'pg';

/**
 * All rows of some databases as one text: a line `@ <database> <table>` begins a table, the lines behind it are its rows
 * as PostgreSQL writes them in JSON. Nobody but PostgreSQL reads them, so no number loses a digit.
 */
const AT_ONCE = 2_000;

export interface Rows {
  database: string;
  table: string;
  rows: string[];
}

export async function readRows(database: string, connectionString: string): Promise<Rows[]> {
  return connected(connectionString, async (client) => {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
         WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const all: Rows[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
      if (rows.length > 0) all.push({ database, table: name, rows: rows.map(({ row }) => row) });
    }
    return all;
  });
}

/** Puts rows into tables that are there, in place of what they hold. References and triggers are not asked. */
export async function writeRows(all: readonly Rows[], connectionString: string): Promise<void> {
  await connected(connectionString, async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const { table, rows } of all) {
      await client.query(`DELETE FROM ${table}`);
      const columns = await columnsOf(client, table);
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        const some = `[${rows.slice(from, from + AT_ONCE).join(',')}]`;
        await client.query(
          `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
          [some],
        );
      }
    }
    await client.query('COMMIT');
  });
}

/** What a table computes by itself cannot be written. */
async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(
    `SELECT string_agg(format('%I', attname), ', ') AS columns FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0]?.columns ?? '';
}

export function pack(all: readonly Rows[]): Buffer {
  const text = all.map(({ database, table, rows }) => [`@ ${database} ${table}`, ...rows, ''].join('\n')).join('');
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
}

export function unpack(packed: Buffer): Rows[] {
  const all: Rows[] = [];
  for (const line of brotliDecompressSync(packed).toString('utf8').split('\n')) {
    const [, database, table] = /^@ (\S+) (\S+)$/.exec(line) ?? [];
    if (database !== undefined && table !== undefined) all.push({ database, table, rows: [] });
    else if (line !== '') all.at(-1)?.rows.push(line);
  }
  return all;
}

async function connected<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
