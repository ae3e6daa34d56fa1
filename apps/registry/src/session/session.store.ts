import { SEATS, type Seat } from '@shaodao/domain/case/actor';
import { DAY_MS } from '@shaodao/domain/calendar';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../database.store.js';
import type { Digest } from './digest.js';

/** A seat with the person who holds it. */
export interface SeatHolder {
  account: string;
  personId: string;
  name: string;
  seat: Seat;
  areaCode: string;
  departmentId: string | null;
}

const WRONG_ALLOWED = 5;
const LOCKED_MS = 15 * 60_000;
/** Wrong passwords further apart than this are not “in a row”. */
const FORGOTTEN_AFTER_MS = DAY_MS;

const seatOf = z.enum(SEATS);

@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  /**
   * Counts one attempt on an account and gives the end of its lock, or null when the attempt may be judged.
   * The fifth in a row sets the lock and is itself still judged; a right password wipes both out.
   */
  async countAttempt(account: Digest, now: number): Promise<number | null> {
    const at = new Date(now);
    const forgotten = new Date(now - FORGOTTEN_AFTER_MS);
    const until = new Date(now + LOCKED_MS);
    const rows = await this.database.$queryRaw<{ wrong: number; locked_until: Date | null }[]>`
      INSERT INTO sign_in_attempt AS kept (account_digest, wrong, last_at) VALUES (${account}, 1, ${at})
      ON CONFLICT (account_digest) DO UPDATE SET
        wrong = CASE WHEN kept.locked_until <= ${at} OR kept.last_at < ${forgotten} THEN 1
                     ELSE LEAST(kept.wrong + 1, ${WRONG_ALLOWED + 1}) END,
        locked_until = CASE WHEN kept.locked_until <= ${at} OR kept.last_at < ${forgotten} THEN NULL
                            WHEN kept.wrong + 1 = ${WRONG_ALLOWED} THEN ${until}
                            ELSE kept.locked_until END,
        last_at = ${at}
      RETURNING wrong, locked_until`;
    const [row] = rows;
    if (row === undefined || row.wrong <= WRONG_ALLOWED) return null;
    return row.locked_until?.getTime() ?? null;
  }

  async takeAttemptBack(account: Digest): Promise<void> {
    await this.database.$executeRaw`
      UPDATE sign_in_attempt SET wrong = GREATEST(wrong - 1, 0),
        locked_until = CASE WHEN wrong <= ${WRONG_ALLOWED} THEN NULL ELSE locked_until END
      WHERE account_digest = ${account}`;
  }

  /** Nobody without a password, and nobody who left. */
  async findHolder(name: string): Promise<(SeatHolder & { passwordHash: string }) | null> {
    const row = await this.database.account.findUnique({ where: { name }, include: { person: true } });
    if (row === null || row.passwordHash === null || !row.person.present) return null;
    return {
      account: row.name,
      personId: row.personId,
      name: row.person.name,
      seat: seatOf.parse(row.seat),
      areaCode: row.areaCode,
      departmentId: row.departmentId,
      passwordHash: row.passwordHash,
    };
  }

  /** Keeps the session, forgets the attempts, and drops what has run out of the account's sessions. */
  async open(session: {
    tokenDigest: Digest;
    account: string;
    attempts: Digest;
    now: number;
    expiresAt: number;
  }): Promise<void> {
    const { tokenDigest, account: accountName, attempts } = session;
    const now = new Date(session.now);
    await this.database.$transaction([
      this.database.signInAttempt.deleteMany({
        where: {
          OR: [{ accountDigest: attempts }, { lastAt: { lt: new Date(session.now - FORGOTTEN_AFTER_MS) } }],
        },
      }),
      this.database.session.deleteMany({ where: { accountName, expiresAt: { lt: now } } }),
      this.database.session.create({
        data: { tokenDigest, accountName, openedAt: now, expiresAt: new Date(session.expiresAt) },
      }),
    ]);
  }

  /** Asked with every request of every person: one statement along primary keys. */
  async findSession(tokenDigest: Digest, now: number): Promise<{ holder: SeatHolder; expiresAt: number } | null> {
    const rows = await this.database.$queryRaw<
      {
        expires_at: Date;
        account: string;
        person_id: string;
        name: string;
        seat: string;
        area_code: string;
        department_id: string | null;
      }[]
    >`
      SELECT session.expires_at, account.name AS account, account.person_id, person.name,
             account.seat, account.area_code, account.department_id
      FROM session
      JOIN account ON account.name = session.account_name
      JOIN person ON person.id = account.person_id
      WHERE session.token_digest = ${tokenDigest} AND session.revoked_at IS NULL
        AND session.expires_at > ${new Date(now)} AND person.present`;
    const [row] = rows;
    if (row === undefined) return null;
    return {
      holder: {
        account: row.account,
        personId: row.person_id,
        name: row.name,
        seat: seatOf.parse(row.seat),
        areaCode: row.area_code,
        departmentId: row.department_id,
      },
      expiresAt: row.expires_at.getTime(),
    };
  }

  async revoke(tokenDigest: Digest, now: number): Promise<void> {
    await this.database.session.updateMany({
      where: { tokenDigest, revokedAt: null },
      data: { revokedAt: new Date(now) },
    });
  }
}
