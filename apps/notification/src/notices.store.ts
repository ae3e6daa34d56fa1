import { Injectable } from '@nestjs/common';
import type { Notice } from '@shaodao/contracts/notification';
import { Database } from './database.store.js';
import { activationOf } from './notice-activation.js';
import type { NoticePlace } from './notice-cursor.js';

export interface NewNotice extends Omit<Notice, 'readAt' | 'activationId'> {
  factId: string;
  personId: string;
}

/** A badge shows 99+ from here. */
const BADGE_MOST = 100;

/**
 * Every write is one statement and so its own transaction. It needs no lock and
 * no interactive transaction, so a repeat that runs beside the first changes nothing.
 */
@Injectable()
export class NoticesStore {
  constructor(private readonly database: Database) {}

  /**
   * All or none. A fact that was told is told no further, whoever would be found on duty for it now: facts come again, the
   * more so after a restore. Returns the people who got something new.
   */
  async add(notices: readonly NewNotice[]): Promise<string[]> {
    const rows = JSON.stringify(notices.map((notice) => ({ ...notice, at: new Date(notice.at) })));
    const added = await this.database.$queryRaw<{ person_id: string }[]>`
      INSERT INTO notice (id, fact_id, person_id, case_id, number, kind, text, at)
      SELECT id, "factId", "personId", "caseId", number, kind, text, at
      FROM jsonb_to_recordset(${rows}::jsonb) AS new (
        id uuid, "factId" text, "personId" uuid, "caseId" uuid, number text, kind text, text text, at timestamptz
      )
      WHERE NOT EXISTS (SELECT 1 FROM notice told WHERE told.fact_id = new."factId")
      ORDER BY "factId", "personId"
      ON CONFLICT (fact_id, person_id) DO NOTHING
      RETURNING person_id`;
    return [...new Set(added.map((row) => row.person_id))];
  }

  /** Unread messages of each, counted no further than a badge shows: many cadres are called, and few of them ever read. */
  async unreadOf(personIds: string[]): Promise<{ personId: string; unread: number }[]> {
    return this.database.$queryRaw<{ personId: string; unread: number }[]>`
      SELECT p.id AS "personId", counted.unread FROM unnest(${personIds}::uuid[]) AS p (id), LATERAL (
        SELECT count(*)::int AS unread FROM (
          SELECT 1 FROM notice n WHERE n.person_id = p.id AND n.read_at IS NULL LIMIT ${BADGE_MOST}::int) AS seen) AS counted`;
  }

  countUnread(personId: string): Promise<number> {
    return this.database.notice.count({ where: { personId, readAt: null } });
  }

  /** Newest first, after `before`. */
  async page(ask: {
    personId: string;
    unreadOnly: boolean;
    before: NoticePlace | null;
    limit: number;
  }): Promise<Notice[]> {
    const before = ask.before === null ? null : { at: new Date(ask.before.at), id: ask.before.id };
    const rows = await this.database.notice.findMany({
      where: {
        personId: ask.personId,
        ...(ask.unreadOnly ? { readAt: null } : {}),
        // `at <=` alone bounds the index; the rest takes away those already seen at that very instant.
        ...(before === null ? {} : { at: { lte: before.at }, NOT: { at: before.at, id: { gte: before.id } } }),
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: ask.limit,
    });
    return rows.map((row) => ({
      id: row.id,
      caseId: row.caseId,
      activationId: activationOf(row.factId),
      number: row.number,
      kind: row.kind,
      text: row.text,
      at: row.at.getTime(),
      readAt: row.readAt?.getTime() ?? null,
    }));
  }

  /** When it was first read; null if this person has no such message. */
  async markRead(read: { personId: string; id: string; now: number }): Promise<number | null> {
    const { personId, id } = read;
    await this.database.notice.updateMany({ where: { id, personId, readAt: null }, data: { readAt: new Date(read.now) } });
    const row = await this.database.notice.findFirst({ where: { id, personId }, select: { readAt: true } });
    return row?.readAt?.getTime() ?? null;
  }
}
