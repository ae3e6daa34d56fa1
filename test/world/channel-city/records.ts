import type { Realm } from '@shaodao/domain/activation/realm';
import { DRILL_PREFIX } from '@shaodao/domain/activation/realm';

export type Way = 'workApp' | 'sms' | 'voice';

/** One message the city took, to one or many. */
export interface CityMessage {
  realm: Realm;
  way: Way;
  /** Our own id there: task_id or OutId. */
  id: string;
  at: number;
  addresses: string[];
  text: string;
  /** 短信: one for each address. */
  links: string[];
}

/** Everything that came to the city, and whatever of it no test may see. */
export class Records {
  readonly messages: CityMessage[] = [];
  readonly faults: string[] = [];
  /** Accounts' surplus that 企业微信 drops without a word. */
  discarded = 0;
  private readonly counts = new Map<string, number>();
  private readonly seen = new Set<string>();

  take(message: CityMessage): void {
    const { realm, way, text, id } = message;
    if (text.startsWith(DRILL_PREFIX) !== (realm === 'drill')) this.faults.push(`${realm} ${way}: got a message of the other realm`);
    for (const address of message.addresses) {
      const key = `${realm} ${way} ${address}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      if (this.seen.has(`${key} ${id}`)) this.faults.push(`${key}: got ${id} twice`);
      this.seen.add(`${key} ${id}`);
    }
    this.messages.push(message);
  }

  /** Messages by `realm way address`. */
  countsByPerson(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  /** Throws what no test may see. */
  assertNothingUnexpected(): void {
    if (this.faults.length > 0) throw new Error(`the city saw what must not be:\n${this.faults.slice(0, 20).join('\n')}`);
  }

  clear(): void {
    this.messages.length = 0;
    this.faults.length = 0;
    this.discarded = 0;
    this.counts.clear();
    this.seen.clear();
  }
}
