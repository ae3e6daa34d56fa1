import { Injectable } from '@nestjs/common';
import type { CallWords, Delivery } from '@shaodao/contracts/calls';
import type { CallChannel } from '@shaodao/domain/activation/call-channel';
import type { Realm } from '@shaodao/domain/activation/realm';
import type { Outcome } from '../channels/channel.js';
import { Database } from '../database.store.js';
import { callFactId } from '../notice-activation.js';
import { RANKED, type DeliveryState } from './delivery-state.js';

/** What the messages of one call have in common: with a person it is a delivery's key. */
export interface CallKey {
  activationId: string;
  purpose: CallWords['purpose'];
  channel: CallChannel;
  attempt: number;
}

export interface NewDelivery {
  personId: string;
  /** `sending`, or `failed` where nobody need be asked. */
  state: 'sending' | 'failed';
  code: string | null;
  batchId: string | null;
  addressMark: string | null;
}

export interface KeptDelivery extends Omit<NewDelivery, 'state'> {
  realm: Realm;
  state: DeliveryState;
  sentAt: number;
  acceptedAt: number | null;
}

/** A row of the query below; times as the driver has them. */
interface Row extends Omit<KeptDelivery, 'sentAt' | 'acceptedAt'> {
  sentAt: Date;
  acceptedAt: Date | null;
}

/** Arrays of SQL hold no null: an empty text stands for it. */
const orEmpty = (text: string | null): string => text ?? '';

/** Every write is one statement and so its own transaction, for however many people. */
@Injectable()
export class CallsStore {
  constructor(private readonly database: Database) {}

  /** Writes those that are not there yet, in order of person so that two who call the same never wait for each other; answers their ids. */
  async begin(key: CallKey, realm: Realm, rows: readonly NewDelivery[], now: number): Promise<Set<string>> {
    const { activationId, purpose, channel, attempt } = key;
    const at = new Date(now);
    const added = await this.database.$queryRaw<{ id: string }[]>`
      INSERT INTO delivery (activation_id, purpose, channel, attempt, realm, person_id, state, code, batch_id, address_mark, sent_at, changed_at)
      SELECT ${activationId}::uuid, ${purpose}, ${channel}, ${attempt}::int, ${realm},
        person_id, state, nullif(code, ''), nullif(batch_id, ''), nullif(mark, ''), ${at}, ${at}
      FROM unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.state)}::text[], ${rows.map((row) => orEmpty(row.code))}::text[],
        ${rows.map((row) => orEmpty(row.batchId))}::text[], ${rows.map((row) => orEmpty(row.addressMark))}::text[])
        AS new (person_id, state, code, batch_id, mark)
      ORDER BY person_id
      ON CONFLICT DO NOTHING
      RETURNING person_id AS id`;
    return new Set(added.map((row) => row.id));
  }

  /** Messages of a call in our own pages, each with its delivery; answers who has a new one. A repeat makes none. */
  async addInApp(key: CallKey, realm: Realm, notices: { number: string; text: string; at: number; people: { id: string; personId: string }[] }, now: number): Promise<string[]> {
    const { activationId, purpose, channel, attempt } = key;
    const { number, text, people } = notices;
    const at = new Date(now);
    const added = await this.database.$queryRaw<{ id: string }[]>`
      WITH new AS (
        SELECT * FROM unnest(${people.map((one) => one.id)}::uuid[], ${people.map((one) => one.personId)}::uuid[]) AS given (id, person_id) ORDER BY person_id
      ), kept AS (
        INSERT INTO delivery (activation_id, purpose, channel, attempt, realm, person_id, state, sent_at, changed_at, accepted_at)
        SELECT ${activationId}::uuid, ${purpose}, ${channel}, ${attempt}::int, ${realm}, person_id, 'accepted', ${at}, ${at}, ${at} FROM new
        ON CONFLICT DO NOTHING
      )
      INSERT INTO notice (id, fact_id, person_id, number, kind, text, at)
      SELECT id, ${callFactId({ activationId, purpose, attempt })}, person_id, ${number}, ${`activation.${purpose}`}, ${text}, ${new Date(notices.at)} FROM new
      ON CONFLICT (fact_id, person_id) DO NOTHING
      RETURNING person_id AS id`;
    return added.map((row) => row.id);
  }

  /** These people's, and with them everybody of a batch that is still under way. */
  async find(key: CallKey, personIds: string[]): Promise<KeptDelivery[]> {
    const { activationId, purpose, channel, attempt } = key;
    const rows = await this.database.$queryRaw<Row[]>`
      WITH asked AS (
        SELECT * FROM delivery WHERE activation_id = ${activationId}::uuid AND person_id = ANY (${personIds}::uuid[])
          AND purpose = ${purpose} AND channel = ${channel} AND attempt = ${attempt}::int
      )
      SELECT person_id AS "personId", realm, state, code, batch_id AS "batchId", address_mark AS "addressMark", sent_at AS "sentAt", accepted_at AS "acceptedAt"
      FROM (
        SELECT * FROM asked
        UNION
        SELECT beside.* FROM delivery beside WHERE beside.batch_id IN (SELECT batch_id FROM asked WHERE state = 'sending')
      ) AS found ORDER BY person_id`;
    return rows.map((row) => ({ ...row, sentAt: row.sentAt.getTime(), acceptedAt: row.acceptedAt?.getTime() ?? null }));
  }

  /** What became of them; a state that ranks lower than the one kept changes nothing. */
  async record(key: CallKey, results: readonly Outcome[]): Promise<void> {
    const { activationId, purpose, channel, attempt } = key;
    await this.database.$executeRaw`
      UPDATE delivery kept SET state = new.state, code = nullif(new.code, ''), provider_id = nullif(new.provider_id, ''),
        changed_at = new.at, accepted_at = CASE WHEN new.state = 'accepted' THEN new.at END
      FROM unnest(${results.map((one) => one.personId)}::uuid[], ${results.map((one) => one.state)}::text[], ${results.map((one) => orEmpty(one.code))}::text[],
        ${results.map((one) => orEmpty(one.providerId))}::text[], ${results.map((one) => new Date(one.at))}::timestamptz[])
        AS new (person_id, state, code, provider_id, at)
      WHERE kept.activation_id = ${activationId}::uuid AND kept.person_id = new.person_id
        AND kept.purpose = ${purpose} AND kept.channel = ${channel} AND kept.attempt = ${attempt}::int
        AND array_position(${[...RANKED]}::text[], kept.state) < array_position(${[...RANKED]}::text[], new.state)`;
  }

  /** How often each was rung up before `now` in this realm: 被叫 is counted by minute, hour and day, whoever rings. A drill takes nothing from the real thing. */
  async rungUp(realm: Realm, personIds: string[], now: number): Promise<{ personId: string; minute: number; hour: number; day: number }[]> {
    const since = (ms: number): Date => new Date(now - ms);
    return this.database.$queryRaw<{ personId: string; minute: number; hour: number; day: number }[]>`
      SELECT person_id AS "personId", count(*) FILTER (WHERE sent_at > ${since(60_000)})::int AS minute,
        count(*) FILTER (WHERE sent_at > ${since(3_600_000)})::int AS hour, count(*)::int AS day
      FROM delivery WHERE channel = 'voice' AND realm = ${realm} AND person_id = ANY (${personIds}::uuid[]) AND sent_at > ${since(86_400_000)} AND batch_id IS NOT NULL
      GROUP BY person_id`;
  }

  async ofPerson(activationId: string, personId: string): Promise<Delivery[]> {
    const rows = await this.database.delivery.findMany({ where: { activationId, personId }, orderBy: [{ sentAt: 'asc' }, { channel: 'asc' }] });
    return rows.map(({ purpose, channel, attempt, state, code, sentAt, changedAt }) => ({
      // What is read was written by us under the same contract.
      purpose: purpose as Delivery['purpose'],
      channel: channel as Delivery['channel'],
      attempt,
      state: state as Delivery['state'],
      code,
      sentAt: sentAt.getTime(),
      changedAt: changedAt.getTime(),
    }));
  }
}
