import type { ALERT_STATES } from '@shaodao/contracts/alerts';
import type { ResponseLevel } from '@shaodao/domain/activation/level';
import type { AlertHazard } from '@shaodao/domain/alert/hazard';
import type { CapInfo, CapMessage } from '@shaodao/domain/alert/message';
import type { KeptFor, Proposal } from '@shaodao/domain/alert/proposal';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';

export type AlertState = (typeof ALERT_STATES)[number];

/** An alert as it is kept; `state` as of the instant it was asked for. */
export interface KeptAlert {
  id: string;
  sender: string;
  identifier: string;
  sentAt: number;
  receivedAt: number;
  expiresAt: number;
  status: CapMessage['status'];
  msgType: CapMessage['msgType'];
  scope: CapMessage['scope'];
  keptFor: KeptFor | null;
  drill: boolean;
  hazard: AlertHazard | null;
  level: ResponseLevel;
  areas: string[];
  info: CapInfo | null;
  digest: string;
  toldAt: number | null;
  askedAt: number | null;
  activationId: string | null;
  state: AlertState;
}

export interface NewAlert {
  id: string;
  message: CapMessage;
  proposal: Proposal;
  digest: string;
  xml: string;
  receivedAt: number;
}

const MOST = 100;

@Injectable()
export class AlertsStore {
  constructor(private readonly database: Database) {}

  /** Keeps a message once; false where one of this sender and identifier is kept already. */
  async keep({ id, message, proposal, digest, xml, receivedAt }: NewAlert): Promise<boolean> {
    const { sender, identifier, sentAt, status, msgType, scope, references } = message;
    const { keptFor, drill, hazard, level, areas, info, expiresAt } = proposal;
    const written = await this.database.$transaction(async (one) => {
      const kept = await one.$executeRaw`
        INSERT INTO alert (alert_id, sender, identifier, digest, sent_at, received_at, expires_at, status, msg_type, scope, kept_for, drill, hazard, level, areas, info, xml)
        VALUES (${id}::uuid, ${sender}, ${identifier}, ${digest}, ${sentAt}::bigint, ${receivedAt}::bigint, ${expiresAt}::bigint, ${status}, ${msgType}, ${scope},
          ${keptFor}, ${drill}, ${hazard}, ${level}, ${areas}::text[], ${info === null ? null : JSON.stringify(info)}::jsonb, ${xml})
        ON CONFLICT (sender, identifier) DO NOTHING`;
      if (kept === 0) return false;
      for (const named of references) {
        await one.$executeRaw`
          INSERT INTO alert_reference (alert_id, sender, identifier, sent_at)
          VALUES (${id}::uuid, ${named.sender}, ${named.identifier}, ${named.sentAt}::bigint) ON CONFLICT DO NOTHING`;
      }
      return true;
    });
    return written;
  }

  async find(id: string, now: number): Promise<KeptAlert | null> {
    return (await this.rows(Prisma.sql`a.alert_id = ${id}::uuid`, now))[0] ?? null;
  }

  async named(sender: string, identifier: string, now: number): Promise<KeptAlert | null> {
    return (await this.rows(Prisma.sql`a.sender = ${sender} AND a.identifier = ${identifier}`, now))[0] ?? null;
  }

  async signedAs(sender: string, digest: string, now: number): Promise<KeptAlert | null> {
    return (await this.rows(Prisma.sql`a.sender = ${sender} AND a.digest = ${digest}`, now))[0] ?? null;
  }

  /** Those received since an instant or still running, open ones first. */
  async since(at: number, now: number): Promise<KeptAlert[]> {
    return this.rows(Prisma.sql`a.received_at >= ${at}::bigint OR (a.kept_for IS NULL AND a.expires_at > ${now}::bigint)`, now);
  }

  async open(now: number): Promise<KeptAlert[]> {
    const running = await this.rows(Prisma.sql`a.kept_for IS NULL AND a.expires_at > ${now}::bigint`, now);
    return running.filter(({ state }) => state === 'open');
  }

  async told(id: string, at: number): Promise<void> {
    await this.database.$executeRaw`UPDATE alert SET told_at = coalesce(told_at, ${at}::bigint) WHERE alert_id = ${id}::uuid`;
  }

  async asked(id: string, at: number): Promise<void> {
    await this.database.$executeRaw`UPDATE alert SET asked_at = coalesce(asked_at, ${at}::bigint) WHERE alert_id = ${id}::uuid`;
  }

  /** A press for it joined this activation; the first stays. One that was pressed for it says so itself. */
  async joined(id: string, activationId: string): Promise<void> {
    await this.database.$executeRaw`UPDATE alert SET activation_id = coalesce(activation_id, ${activationId}::uuid) WHERE alert_id = ${id}::uuid`;
  }

  private rows(where: Prisma.Sql, now: number): Promise<KeptAlert[]> {
    return this.database.$queryRaw<KeptAlert[]>`
      SELECT * FROM (
        SELECT a.alert_id AS id, a.sender, a.identifier, a.digest, a.sent_at::float8 AS "sentAt", a.received_at::float8 AS "receivedAt",
          a.expires_at::float8 AS "expiresAt", a.status, a.msg_type AS "msgType", a.scope, a.kept_for AS "keptFor", a.drill, a.hazard, a.level,
          a.areas, a.info, a.told_at::float8 AS "toldAt", a.asked_at::float8 AS "askedAt", p.activation_id AS "activationId",
          CASE WHEN a.kept_for IS NOT NULL THEN 'kept' WHEN ${followedBy('Cancel')} THEN 'cancelled' WHEN ${followedBy('Update')} THEN 'replaced'
            WHEN p.activation_id IS NOT NULL THEN 'activated' WHEN a.expires_at <= ${now}::bigint THEN 'expired' ELSE 'open' END AS state
        FROM alert a LEFT JOIN LATERAL (
          SELECT coalesce(a.activation_id, (SELECT activation_id FROM activation WHERE alert_id = a.alert_id ORDER BY pressed_at, activation_id LIMIT 1)) AS activation_id) p ON true
        WHERE ${where}) known
      ORDER BY (state = 'open') DESC, "receivedAt" DESC, id LIMIT ${MOST}::int`;
  }
}

/** By a later message of its own sender and kind: an exercise changes nothing that is real. */
function followedBy(msgType: 'Update' | 'Cancel'): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM alert_reference r JOIN alert f ON f.alert_id = r.alert_id
    WHERE r.sender = a.sender AND r.identifier = a.identifier AND r.sent_at = a.sent_at
      AND f.sender = a.sender AND f.msg_type = ${msgType} AND f.status = a.status AND f.sent_at >= a.sent_at)`;
}
