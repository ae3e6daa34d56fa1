import { randomBytes } from 'node:crypto';
import { CodedError } from '@shaodao/contracts/errors';
import type { Identity, openSession } from '@shaodao/contracts/registry';
import { HOUR_MS } from '@shaodao/domain/calendar';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { sha256 } from './digest.js';
import { isPassword, NOBODYS_HASH } from './password.js';
import { SessionStore, type SeatHolder } from './session.store.js';

export type SignIn = z.output<typeof openSession.input>;
export type OpenedSession = z.output<typeof openSession.output>;

const LASTS_MS = 12 * HOUR_MS;
const TOKEN_BYTES = 32;
/** Anything else is nobody's account and never reaches the database. */
const ACCOUNT = /^[a-z0-9._-]{1,64}$/;

@Injectable()
export class SessionService {
  constructor(
    private readonly store: SessionStore,
    private readonly atlas: AtlasService,
  ) {}

  /** An attempt is counted before it is judged, so that guesses at the same moment count too. */
  async open({ account, password }: SignIn): Promise<OpenedSession> {
    const now = Date.now();
    const name = account.trim().toLowerCase();
    const attempts = sha256(name);
    const lockedUntil = await this.store.countAttempt(attempts, now);
    if (lockedUntil !== null) {
      throw new CodedError('LOCKED', { retryAfterSeconds: Math.max(1, Math.ceil((lockedUntil - now) / 1_000)) });
    }
    const holder = ACCOUNT.test(name) ? await this.store.findHolder(name) : null;
    const right = await isPassword(password, holder?.passwordHash ?? NOBODYS_HASH).catch(async (error: unknown) => {
      // Nobody judged it: a crowd at the change of shift must not lock honest people out.
      await this.store.takeAttemptBack(attempts);
      throw error;
    });
    if (holder === null || !right) throw new CodedError('BAD_CREDENTIALS');
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = now + LASTS_MS;
    await this.store.open({ tokenDigest: sha256(token), account: holder.account, attempts, now, expiresAt });
    return { token, identity: this.identify(holder, expiresAt) };
  }

  async check(token: string): Promise<Identity> {
    const found = await this.store.findSession(sha256(token), Date.now());
    if (found === null) throw new CodedError('UNAUTHENTICATED');
    return this.identify(found.holder, found.expiresAt);
  }

  /** Closing twice, or a token nobody has, changes nothing. */
  async close(token: string): Promise<null> {
    await this.store.revoke(sha256(token), Date.now());
    return null;
  }

  private identify(holder: SeatHolder, expiresAt: number): Identity {
    const atlas = this.atlas.current();
    const { account, personId, name, seat, areaCode, departmentId } = holder;
    return {
      actor: { personId, seat, areaCode, ...(departmentId === null ? {} : { departmentId }) },
      account,
      name,
      areaName: atlas.areaName(areaCode),
      departmentName: departmentId === null ? null : (atlas.department(departmentId)?.name ?? null),
      expiresAt,
    };
  }
}
