import pg from 'pg';
import { place } from './place.js';

/** Looks into the tables where no route shows what a test must know. Read only. */

export interface NoticeRow {
  factId: string;
  personId: string;
  seat: string | null;
}

export async function query<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Who was told what about a case; `seat` is a duty list the person stands on. */
export function noticesAbout(caseId: string): Promise<NoticeRow[]> {
  return query<NoticeRow>(
    `SELECT n.fact_id AS "factId", n.person_id AS "personId",
        (SELECT r.seat FROM registry.roster r WHERE r.turns::text LIKE '%' || n.person_id || '%'
          OR r.fallback::text LIKE '%' || n.person_id || '%' LIMIT 1) AS seat
       FROM notification.notice n WHERE n.case_id = $1`,
    [caseId],
  );
}
