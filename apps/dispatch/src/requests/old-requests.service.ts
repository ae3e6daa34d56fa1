import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { makeRounds } from '../rounds.js';
import { RequestsStore } from './requests.store.js';

const LOOK_MS = 3_600_000;

/** Forgets answers whose repeats nobody sends any more: housekeeping, no deadline hangs on it. */
@Injectable()
export class OldRequests implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('OldRequests');
  private readonly end = new AbortController();

  constructor(private readonly store: RequestsStore) {}

  onApplicationBootstrap(): void {
    void makeRounds({ everyMs: LOOK_MS, signal: this.end.signal, log: this.log }, () => this.store.forgetOld());
  }

  onApplicationShutdown(): void {
    this.end.abort();
  }
}
