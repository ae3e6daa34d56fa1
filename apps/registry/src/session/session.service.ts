import { randomBytes } from 'node:crypto';
import { CodedError } from '@shaodao/contracts/errors';
import type { Identity, openSession } from '@shaodao/contracts/registry';
import { HOUR_MS } from '@shaodao/domain/calendar';
import type { Seat } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { sha256 } from './digest.js';
import { isPassword, NOBODYS_HASH } from './password.js';
import { SessionStore } from './session.store.js';

export type SignIn = z.output<typeof openSession.input>;
export type OpenedSession = z.output<typeof openSession.output>;

/** A seat with the person who holds it. */
interface SeatHolder {
  account: string;
  personId: string;
  name: string;
  seat: Seat;
  areaCode: string;
  departmentId: string | null;
}

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
    const holder = ACCOUNT.test(name) ? this.holderOf(name) : null;
    const hash = holder === null ? null : await this.store.findHash(name);
    const right = await isPassword(password, hash ?? NOBODYS_HASH).catch(async (error: unknown) => {
      // Nobody judged it: a crowd at the change of shift must not lock honest people out.
      await this.store.takeAttemptBack(attempts);
      throw error;
    });
    if (holder === null || hash === null || !right) throw new CodedError('BAD_CREDENTIALS');
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = now + LASTS_MS;
    await this.store.open({ tokenDigest: sha256(token), account: holder.account, attempts, now, expiresAt });
    return { token, identity: this.identify(holder, expiresAt) };
  }

  async check(token: string): Promise<Identity> {
    const found = await this.store.findSession(sha256(token), Date.now());
    const holder = found === null ? null : this.holderOf(found.account);
    if (found === null || holder === null) throw new CodedError('UNAUTHENTICATED');
    return this.identify(holder, found.expiresAt);
  }

  /** Closing twice, or a token nobody has, changes nothing. */
  async close(token: string): Promise<null> {
    await this.store.revoke(sha256(token), Date.now());
    return null;
  }

  /** Who sits in the seat of an account now; null for nobody, and for whoever left. */
  private holderOf(account: string): SeatHolder | null {
    const atlas = this.atlas.current();
    const found = atlas.book.get('accounts', account)?.entry;
    const person = found === undefined ? undefined : atlas.book.get('people', found.person);
    if (found === undefined || person === undefined || person.id === null || person.entry.status === 'left') return null;
    const { seat, areaCode, department } = found;
    const departmentId = department === null ? null : (atlas.departmentId(department) ?? null);
    return { account, personId: person.id, name: person.entry.name, seat, areaCode, departmentId };
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
