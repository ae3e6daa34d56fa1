import { CodedError } from '@shaodao/contracts/errors';
import { Injectable } from '@nestjs/common';
import { normalizeIp, ThrottlerStorageService } from '@nestjs/throttler';

const SECOND_MS = 1_000;
/** An office sits behind one address, and each of its sessions is asked for anew every two seconds. */
const ADDRESS_FACTOR = 20;

/**
 * How much is too much. Sessions are counted apart, so that one cannot take another's share; a request without a
 * known session counts for its address. The guard of the package counts per route: only its counter is used.
 */
@Injectable()
export class Rate {
  private readonly hits = new ThrottlerStorageService();

  constructor(private readonly perSecond: number) {}

  session(token: string): Promise<void> {
    return this.count(`session ${token}`, this.perSecond);
  }

  address(ip: string): Promise<void> {
    return this.count(`address ${normalizeIp(ip)}`, this.perSecond * ADDRESS_FACTOR);
  }

  /** Throws TOO_MANY, and for the second that follows. */
  private async count(key: string, limit: number): Promise<void> {
    const { isBlocked, timeToBlockExpire } = await this.hits.increment(key, SECOND_MS, limit, SECOND_MS, 'second');
    if (isBlocked) throw new CodedError('TOO_MANY', { retryAfterSeconds: Math.max(1, timeToBlockExpire) });
  }

  onApplicationShutdown(): void {
    this.hits.onApplicationShutdown();
  }
}
