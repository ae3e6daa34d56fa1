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
    `WITH people AS MATERIALIZED (SELECT key AS number, body->>'id' AS id FROM registry.standing WHERE list = 'people'),
       duty AS MATERIALIZED (
         SELECT r.body->>'role' AS seat, (r.body->'fallback')::text || coalesce(s.body->>'turns', '') AS who
           FROM (SELECT * FROM registry.standing WHERE list = 'rosters') r
           LEFT JOIN (SELECT * FROM registry.standing WHERE list = 'shifts') s ON s.body->>'roster' = r.key)
     SELECT n.fact_id AS "factId", n.person_id AS "personId",
        (SELECT seat FROM duty WHERE who LIKE '%"' || p.number || '"%' LIMIT 1) AS seat
       FROM notification.notice n LEFT JOIN people p ON p.id = n.person_id::text WHERE n.case_id = $1`,
    [caseId],
  );
}
