import { CodedError } from '@shaodao/contracts/errors';
import { Injectable } from '@nestjs/common';

const SECOND_MS = 1_000;
/** An office sits behind one address, and each of its sessions is asked for anew every two seconds. */
const ADDRESS_FACTOR = 20;
/**
 * 15,000 people behind one address open their card and answer within a quarter of a minute: 15,000 × 2 ÷ 15 s = 2,000 a
 * second at the default of 50. As many guesses of a token of 128 bits find none.
 */
const ANSWERS_FACTOR = 40;
/** All receipts of a vendor come from a few of its addresses: 5,000 a second at the default of 50, as many as the fastest one sends. */
const RECEIPTS_FACTOR = 100;
/** A sender has few alerts, and each costs a schema and a signature: 5 a second at the default of 50. */
const ALERTS_FACTOR = 0.1;
/** Above the sessions that press within a second; past it the one that was counted first is forgotten. */
const KEPT_MOST = 20_000;

interface Count {
  startedAt: number;
  now: number;
  /** Of the second before. */
  before: number;
}

/**
 * How much is too much. Sessions are counted apart, so that one cannot take another's share; a request without a
 * known session counts for its address. The last second is the running one and the share of the one before it that
 * still lies within it: two numbers instead of a list of times.
 */
@Injectable()
export class Rate {
  private readonly counts = new Map<string, Count>();

  constructor(private readonly perSecond: number) {}

  /** Throws TOO_MANY. */
  session(token: string): void {
    this.count(`session ${token}`, this.perSecond);
  }

  /** Throws TOO_MANY. */
  address(ip: string): void {
    this.count(`address ${ip}`, this.perSecond * ADDRESS_FACTOR);
  }

  /** Of the token of one message. Throws TOO_MANY. */
  answer(token: string): void {
    this.count(`answer ${token}`, this.perSecond);
  }

  /** Of all who answer a call from this address, whatever else comes from it. Throws TOO_MANY. */
  answers(ip: string): void {
    this.count(`answers ${ip}`, this.perSecond * ANSWERS_FACTOR);
  }

  /** Of vendors that call back from this address. Throws TOO_MANY. */
  receipts(ip: string): void {
    this.count(`receipts ${ip}`, this.perSecond * RECEIPTS_FACTOR);
  }

  /** Of alerts sent from this address. Throws TOO_MANY. */
  alerts(ip: string): void {
    this.count(`alerts ${ip}`, this.perSecond * ALERTS_FACTOR);
  }

  private count(key: string, limit: number): void {
    const now = Date.now();
    const count = this.countOf(key, now);
    const share = 1 - (now - count.startedAt) / SECOND_MS;
    if (count.now + count.before * share >= limit) throw new CodedError('TOO_MANY', { retryAfterSeconds: 1 });
    count.now++;
  }

  private countOf(key: string, now: number): Count {
    const known = this.counts.get(key);
    const age = known === undefined ? Infinity : now - known.startedAt;
    if (known === undefined || age >= 2 * SECOND_MS || age < 0) {
      const fresh = { startedAt: now, now: 0, before: 0 };
      this.counts.delete(key);
      this.counts.set(key, fresh);
      const [oldest] = this.counts.keys();
      if (this.counts.size > KEPT_MOST && oldest !== undefined) this.counts.delete(oldest);
      return fresh;
    }
    if (age >= SECOND_MS) {
      known.startedAt += SECOND_MS;
      known.before = known.now;
      known.now = 0;
    }
    return known;
  }
}
