import { DAY_MS } from '@shaodao/domain/calendar';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import type { Digest } from './digest.js';

const WRONG_ALLOWED = 5;
const LOCKED_MS = 15 * 60_000;
/** Wrong passwords further apart than this are not “in a row”. */
const FORGOTTEN_AFTER_MS = DAY_MS;

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

  /** The hash of an account's password; null without one, which opens for nobody. */
  async findHash(name: string): Promise<string | null> {
    const row = await this.database.account.findUnique({ where: { name } });
    return row?.passwordHash ?? null;
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

  /** Asked with every request of every person: one row along its primary key. */
  async findSession(tokenDigest: Digest, now: number): Promise<{ account: string; expiresAt: number } | null> {
    const row = await this.database.session.findUnique({ where: { tokenDigest, revokedAt: null, expiresAt: { gt: new Date(now) } } });
    return row === null ? null : { account: row.accountName, expiresAt: row.expiresAt.getTime() };
  }

  async revoke(tokenDigest: Digest, now: number): Promise<void> {
    await this.database.session.updateMany({
      where: { tokenDigest, revokedAt: null },
      data: { revokedAt: new Date(now) },
    });
  }
}
