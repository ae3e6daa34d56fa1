import { CodedError } from '@shaodao/contracts/errors';
import { checkSession, closeSession, openSession, type Identity } from '@shaodao/contracts/registry';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import { Budget } from '../call/budget.js';

/** How long an answer of the registry is believed: a session revoked elsewhere works at most this much longer. */
const BELIEVED_MS = 2_000;
/** Above the people who press a button within two seconds; the least recently checked goes first. */
const KEPT_MOST = 10_000;

interface Known {
  identity: Identity;
  askedAt: number;
}

/**
 * Who is behind a token. A cache, never the truth: one press makes several requests, and asking the registry for
 * each would double the calls of every command. Unknown tokens are not kept.
 */
@Injectable()
export class SessionsService {
  private readonly known = new Map<string, Known>();
  private readonly asking = new Map<string, Promise<Identity>>();

  constructor(private readonly bus: Bus) {}

  /** The identity if it was checked within the last two seconds and has not expired. */
  recall(token: string): Identity | null {
    const known = this.known.get(token);
    const now = Date.now();
    if (known === undefined) return null;
    if (now - known.askedAt <= BELIEVED_MS && known.identity.expiresAt > now) return known.identity;
    this.known.delete(token);
    return null;
  }

  /** Throws UNAUTHENTICATED, or UNAVAILABLE when the registry does not answer within the budget. */
  async check(token: string, budget: Budget): Promise<Identity> {
    const recalled = this.recall(token);
    if (recalled !== null) return recalled;
    const other = this.asking.get(token);
    if (other !== undefined) return other;
    const asked = this.ask(token, budget);
    this.asking.set(token, asked);
    try {
      return await asked;
    } finally {
      if (this.asking.get(token) === asked) this.asking.delete(token);
    }
  }

  async open(credentials: { account: string; password: string }, budget: Budget): Promise<{ token: string; identity: Identity }> {
    return this.bus.request(openSession, credentials, budget.left());
  }

  /** Ends it here at once and everywhere within the time an answer is believed. */
  async close(token: string, budget: Budget): Promise<void> {
    this.forget(token);
    await this.bus.request(closeSession, { token }, budget.left());
    // A check that was under way may have kept it again.
    this.forget(token);
  }

  private async ask(token: string, budget: Budget): Promise<Identity> {
    const askedAt = Date.now();
    const identity = await this.bus.request(checkSession, { token }, budget.left());
    if (identity.expiresAt <= Date.now()) throw new CodedError('UNAUTHENTICATED');
    // Not after a close: that took this question out of the list.
    if (this.asking.has(token)) this.keep(token, { identity, askedAt });
    return identity;
  }

  private keep(token: string, known: Known): void {
    this.known.delete(token);
    this.known.set(token, known);
    if (this.known.size <= KEPT_MOST) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }

  private forget(token: string): void {
    this.known.delete(token);
    this.asking.delete(token);
  }
}
