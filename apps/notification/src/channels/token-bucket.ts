/** The vendor's limit, of which we use nine tenths: a tenth as a burst, the rest as it flows, so no window holds more. */
const BURST = 0.1;
const FLOW = 0.8;
/** Parts of a day that may go at once, and come back within one. */
const DAY_PART = 0.45;

/**
 * A rate that is never passed in any window of its length, as long as the process lives: nothing is kept. A restart begins
 * with a full burst. Of a second's limit that is the tenth we leave free, so one restart within it passes nothing. Of a
 * day's it is up to 0.45 of the limit once more for each restart; beyond the limit the vendor refuses, and the refusal is
 * kept as a failure with its code.
 */
export class TokenBucket {
  private level: number;
  private seenAt = 0;

  private constructor(
    private readonly burst: number,
    private readonly perMs: number,
  ) {
    this.level = burst;
  }

  /** `limit` a second, shared by `processes`. */
  static perSecond(limit: number, processes: number): TokenBucket {
    return new TokenBucket(Math.max(1, (BURST * limit) / processes), (FLOW * limit) / processes / 1_000);
  }

  /** `limit` a day, shared by `processes`; 0: without one. */
  static perDay(limit: number, processes: number): TokenBucket {
    if (limit === 0) return new TokenBucket(Infinity, 0);
    const part = (DAY_PART * limit) / processes;
    return new TokenBucket(part, part / 86_400_000);
  }

  /** Books `count` and answers after how many ms they may go; null, and nothing booked, where that is beyond `patienceMs`. */
  book(count: number, now: number, patienceMs: number): number | null {
    this.level = Math.min(this.burst, this.level + Math.max(0, now - this.seenAt) * this.perMs);
    this.seenAt = now;
    const missing = count - this.level;
    const waitMs = missing <= 0 ? 0 : Math.ceil(missing / this.perMs);
    if (waitMs > patienceMs) return null;
    this.level -= count;
    return waitMs;
  }
}
