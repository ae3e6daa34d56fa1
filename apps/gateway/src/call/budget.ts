import { REQUEST_LIMIT_MS } from '@shaodao/platform/bus';

/**
 * The time one HTTP request may spend on calls inward, 5 s for all of them together: the caller hears 503
 * within 6 s whatever is slow.
 */
export class Budget {
  private readonly endsAt: number;

  constructor(limitMs: number = REQUEST_LIMIT_MS) {
    this.endsAt = Date.now() + limitMs;
  }

  /** For `bus.request`: what is left; nothing left is a call that fails at once as UNAVAILABLE. */
  left(): { timeoutMs: number } {
    return { timeoutMs: Math.max(0, this.endsAt - Date.now()) };
  }
}
