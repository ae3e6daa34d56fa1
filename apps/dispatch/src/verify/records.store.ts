import type { CaseEvent } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';
import { Prisma, type PrismaClient } from '../generated/prisma/client.js';

/** One line of history with the columns beside it and the words it vouches for. */
export interface ReadLine {
  seq: number;
  caseId: string;
  at: number;
  commandId: string | null;
  textId: string | null;
  event: CaseEvent;
  hash: string;
  /** What the hash must be, by the line and the hash stored before it. */
  dueHash: string;
  text: { salt: string; body: Record<string, unknown> } | null;
}

/** All that is stored of one case, read at one instant. Columns carry their names in the tables. */
export interface ReadCase {
  caseId: string;
  kept: {
    number: string;
    rulesRef: string;
    keptAt: number;
    title: string;
    description: string;
    lng: number | null;
    lat: number | null;
  } | null;
  row: (Record<string, unknown> & { seq: number; number: string; title: string }) | null;
  state: (Partial<CaseState> & Pick<CaseState, 'reportedAt' | 'category'>) | null;
  lastHash: string | null;
  tasks: Record<string, unknown>[];
  lines: ReadLine[];
}

/** Reads whole cases, page after page, for whoever compares them. Each page is one statement, so a case is never half moved. */
export class RecordsStore {
  constructor(private readonly database: PrismaClient) {}

  /** Cases behind `afterId` by their ids, also those of which only a part is there. */
  async page(afterId: string, most: number): Promise<ReadCase[]> {
    return this.read(Prisma.sql`
      SELECT case_id FROM (
        (SELECT case_id FROM case_kept WHERE case_id > ${afterId}::uuid ORDER BY case_id LIMIT ${most}::int)
        UNION (SELECT case_id FROM case_row WHERE case_id > ${afterId}::uuid ORDER BY case_id LIMIT ${most}::int)
        UNION (SELECT DISTINCT case_id FROM case_event WHERE case_id > ${afterId}::uuid ORDER BY case_id LIMIT ${most}::int)
      ) any_of ORDER BY case_id LIMIT ${most}::int`);
  }

  async one(caseId: string): Promise<ReadCase | null> {
    const [found] = await this.read(Prisma.sql`SELECT ${caseId}::uuid AS case_id`);
    return found ?? null;
  }

  /** By number or id; null when no such case was kept. */
  async idOf(name: string): Promise<string | null> {
    const [row] = await this.database.$queryRaw<{ id: string }[]>`
      SELECT case_id AS id FROM case_kept WHERE number = ${name} OR case_id::text = lower(${name})`;
    return row?.id ?? null;
  }

  /** The hash is made where it was made before: by the database, from the text form of the stored line. */
  private read(ids: Prisma.Sql): Promise<ReadCase[]> {
    return this.database.$queryRaw<ReadCase[]>`
      WITH page AS (${ids})
      SELECT p.case_id AS "caseId",
        CASE WHEN k.case_id IS NULL THEN NULL ELSE json_build_object('number', k.number, 'rulesRef', k.rules_ref,
          'keptAt', k.kept_at, 'title', k.title, 'description', k.description, 'lng', k.lng, 'lat', k.lat) END AS kept,
        to_jsonb(r) - 'state' - 'last_hash' AS row, r.state, encode(r.last_hash, 'hex') AS "lastHash",
        coalesce((SELECT json_agg(to_jsonb(t) - 'case_id') FROM case_task t WHERE t.case_id = p.case_id), '[]') AS tasks,
        coalesce(l.lines, '[]') AS lines
      FROM page p LEFT JOIN case_kept k ON k.case_id = p.case_id LEFT JOIN case_row r ON r.case_id = p.case_id,
        LATERAL (
          SELECT json_agg(json_build_object('seq', e.seq, 'caseId', e.case_id, 'at', e.at, 'commandId', e.command_id,
            'textId', e.text_id, 'event', e.event, 'hash', encode(e.hash, 'hex'), 'dueHash', encode(e.due_hash, 'hex'),
            'text', CASE WHEN x.text_id IS NULL THEN NULL ELSE json_build_object('salt', x.salt, 'body', x.body) END)
            ORDER BY e.seq) AS lines
          FROM (SELECT c.*, sha256(coalesce(lag(c.hash) OVER (ORDER BY c.seq), ''::bytea) || convert_to(c.event::text, 'UTF8'))
              AS due_hash FROM case_event c WHERE c.case_id = p.case_id) e
            LEFT JOIN case_text x ON x.text_id = e.text_id AND x.case_id = e.case_id
        ) l
      ORDER BY p.case_id`;
  }
}
