import { setTimeout as pause } from 'node:timers/promises';
import type { Realm } from '@shaodao/domain/activation/realm';
import type { Way } from './records.js';
import { TENANTS } from './tenants.js';
import type { SealedCallback } from './work-app-seal.js';

const LANES = 24;
/** Reports of one push. */
const REPORTS_MOST = 100;
const RETRIES = 5;
const RETRY_MS = 500;

interface Letter {
  realm: Realm;
  way: Way;
  query: Record<string, string>;
  body: string;
  contentType: string;
}

/** Calls the project back as the vendors do: cards one by one, reports in lists, again where it was not taken. */
export class ReceiptPost {
  sent = 0;
  refused = 0;
  /** Every receipt is posted so often. */
  copies = 1;
  private readonly reports = new Map<string, object[]>();
  private readonly letters: Letter[] = [];
  private running = 0;

  /** `base`: address of the gateway; null: nobody is called back. */
  constructor(private readonly base: string | null) {}

  add(realm: Realm, way: Way, receipt: SealedCallback | object): void {
    if (this.base === null) return;
    if (way === 'workApp') this.letters.push({ realm, way, ...(receipt as SealedCallback), contentType: 'text/xml' });
    else {
      const key = `${realm} ${way}`;
      const list = this.reports.get(key);
      if (list === undefined) this.reports.set(key, [receipt]);
      else list.push(receipt);
    }
    if (this.running < LANES) void this.run();
  }

  /** Receipts that wait or are under way. */
  get waiting(): number {
    return this.letters.length + [...this.reports.values()].reduce((sum, list) => sum + list.length, 0) + this.running;
  }

  private async run(): Promise<void> {
    this.running++;
    // What comes at one moment goes in one list.
    await pause(5);
    for (let letter = this.next(); letter !== null; letter = this.next()) {
      for (let copy = 0; copy < this.copies; copy++) await this.deliver(letter);
    }
    this.running--;
  }

  private next(): Letter | null {
    for (const [key, list] of this.reports) {
      if (list.length === 0) continue;
      const [realm, way] = key.split(' ') as [Realm, Way];
      const body = JSON.stringify(list.splice(0, REPORTS_MOST));
      return { realm, way, query: { token: TENANTS[realm].receiptToken }, body, contentType: 'application/json' };
    }
    return this.letters.shift() ?? null;
  }

  private async deliver({ realm, way, query, body, contentType }: Letter): Promise<void> {
    const path = { workApp: 'work-app', sms: 'sms', voice: 'voice' }[way];
    const url = `${this.base}/api/channels/${realm}/${path}/receipts?${new URLSearchParams(query).toString()}`;
    for (let turn = 0; turn <= RETRIES; turn++) {
      try {
        const response = await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body, signal: AbortSignal.timeout(5_000) });
        await response.arrayBuffer();
        if (response.ok) return void this.sent++;
      } catch {
        // It is down or slow: again, like the vendors.
      }
      await pause(RETRY_MS * (turn + 1));
    }
    this.refused++;
  }
}
