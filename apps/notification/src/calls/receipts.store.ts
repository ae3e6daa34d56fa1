import { Injectable } from '@nestjs/common';
import type { CallChannel } from '@shaodao/domain/activation/call-channel';
import type { Realm } from '@shaodao/domain/activation/realm';
import type { Receipt } from '../channels/channel.js';
import { Database } from '../database.store.js';
import { HEARD_RANKED, RANKED, type Heard } from './delivery-state.js';

export interface RealmReceipt extends Receipt {
  realm: Realm;
  channel: CallChannel;
}

export interface Untold {
  personId: string;
  what: Heard;
  channel: CallChannel;
  at: number;
}

/** What one telling takes. */
const TELLING_MOST = 1_000;
const orEmpty = (text: string | null): string => text ?? '';

/** What vendors said later, and what dispatch still has to hear of it. */
@Injectable()
export class ReceiptsStore {
  constructor(private readonly database: Database) {}

  /**
   * Receipts of different messages; one of an unknown batch, or of the other realm, meets nothing. Answers how many said
   * something new. Dispatch hears only of what calls people: whoever presses on an upgrade was reached by it, no more.
   */
  take(receipts: readonly RealmReceipt[]): Promise<number> {
    const [states, heard] = [[...RANKED], [...HEARD_RANKED]];
    return this.database.$executeRaw`
      WITH new AS (
        SELECT * FROM unnest(${receipts.map((one) => one.realm)}::text[], ${receipts.map((one) => one.channel)}::text[], ${receipts.map((one) => one.batchId)}::text[],
          ${receipts.map((one) => orEmpty(one.mark))}::text[], ${receipts.map((one) => one.state)}::text[], ${receipts.map((one) => orEmpty(one.code))}::text[],
          ${receipts.map((one) => orEmpty(one.heard))}::text[], ${receipts.map((one) => new Date(one.at))}::timestamptz[])
          AS given (realm, channel, batch_id, mark, state, code, heard, at)
      ), met AS (
        SELECT kept.activation_id, kept.person_id, kept.purpose, kept.channel, kept.attempt, new.state, new.code, counted.heard, new.at,
          array_position(${states}::text[], new.state) > array_position(${states}::text[], kept.state) AS further,
          coalesce(array_position(${heard}::text[], counted.heard), 0) > coalesce(array_position(${heard}::text[], kept.heard), 0) AS louder
        FROM new JOIN delivery kept ON kept.batch_id = new.batch_id AND kept.realm = new.realm AND kept.channel = new.channel
          AND (new.mark = '' OR kept.address_mark = new.mark)
        CROSS JOIN LATERAL (SELECT CASE
          WHEN kept.purpose = 'call' THEN new.heard
          WHEN kept.purpose = 'upgraded' AND new.heard IN ('reached', 'answered') THEN 'reached'
          ELSE '' END AS heard) counted
        ORDER BY kept.activation_id, kept.person_id FOR UPDATE OF kept
      )
      UPDATE delivery kept SET
        state = CASE WHEN met.further THEN met.state ELSE kept.state END,
        code = CASE WHEN met.further THEN nullif(met.code, '') ELSE kept.code END,
        changed_at = CASE WHEN met.further THEN met.at ELSE kept.changed_at END,
        heard = CASE WHEN met.louder THEN met.heard ELSE kept.heard END,
        heard_at = CASE WHEN met.louder THEN met.at ELSE kept.heard_at END,
        told = kept.told AND NOT met.louder
      FROM met
      WHERE (met.further OR met.louder) AND kept.activation_id = met.activation_id AND kept.person_id = met.person_id
        AND kept.purpose = met.purpose AND kept.channel = met.channel AND kept.attempt = met.attempt`;
  }

  /** Activations of which dispatch does not know everything. */
  async untold(): Promise<string[]> {
    const rows = await this.database.$queryRaw<{ id: string }[]>`SELECT DISTINCT activation_id AS id FROM delivery WHERE NOT told LIMIT 100`;
    return rows.map((row) => row.id);
  }

  async untoldOf(activationId: string): Promise<Untold[]> {
    const rows = await this.database.$queryRaw<(Omit<Untold, 'at'> & { at: Date })[]>`
      SELECT person_id AS "personId", heard AS what, channel, heard_at AS at FROM delivery
      WHERE activation_id = ${activationId}::uuid AND NOT told LIMIT ${TELLING_MOST}`;
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  /** Dispatch knows these; what was heard meanwhile is still to be told. */
  async told(activationId: string, heard: readonly Untold[]): Promise<void> {
    await this.database.$executeRaw`
      UPDATE delivery kept SET told = TRUE
      FROM unnest(${heard.map((one) => one.personId)}::uuid[], ${heard.map((one) => one.what)}::text[], ${heard.map((one) => one.channel)}::text[]) AS done (person_id, what, channel)
      WHERE kept.activation_id = ${activationId}::uuid AND kept.person_id = done.person_id AND kept.channel = done.channel AND kept.heard = done.what AND NOT kept.told`;
  }
}
