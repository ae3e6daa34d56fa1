import type { Realm } from '@shaodao/domain/activation/realm';
import type { Order } from './orders.js';
import type { CityMessage } from './records.js';
import type { Script } from './residents.js';

interface Counts {
  counts: Record<string, number>;
  faults: string[];
  discarded: number;
  waiting: number;
  sent: number;
  refused: number;
}

/** The city that runs beside a stack, for tests, benches and chaos. */
export class CityClient {
  constructor(private readonly url: string) {}

  async messages(): Promise<CityMessage[]> {
    return (await this.ask<{ messages: CityMessage[] }>('messages')).messages;
  }

  /** Messages by `realm way address`. */
  async countsByPerson(): Promise<Record<string, number>> {
    return (await this.ask<Counts>('counts')).counts;
  }

  /** How many receipts wait, were taken, were refused to the last. */
  async receipts(): Promise<Pick<Counts, 'waiting' | 'sent' | 'refused'>> {
    return this.ask<Counts>('counts');
  }

  /** Throws what no test may see: messages of the other realm, one twice, limits passed, wrong signatures. */
  async assertNothingUnexpected(): Promise<void> {
    const { faults } = await this.ask<Counts>('counts');
    if (faults.length > 0) throw new Error(`the city saw what must not be:\n${faults.slice(0, 20).join('\n')}`);
  }

  async order(order: Order): Promise<void> {
    await this.ask('order', order);
  }

  /** What people of a realm do: all of them, or those named by account or phone. */
  async script(realm: Realm, script: { usual?: Script; people?: Record<string, Script> }): Promise<void> {
    await this.ask('script', { realm, ...script });
  }

  /** Every receipt is posted so often from now on. */
  async receiptCopies(copies: number): Promise<void> {
    await this.ask('copies', { copies });
  }

  async clear(): Promise<void> {
    await this.ask('clear');
  }

  private async ask<T>(what: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/control/${what}`, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`the city answers ${response.status} to ${what}`);
    return (await response.json()) as T;
  }
}
