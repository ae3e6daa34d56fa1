import { EventEmitter, once } from 'node:events';
import type { recordCase } from '@shaodao/contracts/dispatch';
import { completeState } from '@shaodao/domain/case/evolve';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { factOf } from './fact.js';
import { RecordStore } from './record.store.js';
import { Relay } from './relay.service.js';
import { rowOf, taskRowsOf } from './row.js';

/** How long a report waits to be in the lists before it is answered all the same. */
const SEEN_LIMIT_MS = 300;

type RecordInput = z.output<typeof recordCase.input>;

/** Writes what a case's workflow decided, and wakes the relay. */
@Injectable()
export class RecordService {
  private readonly written = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly store: RecordStore,
    private readonly relay: Relay,
  ) {}

  async write({ caseId, events, tell, state: decided }: RecordInput): Promise<null> {
    // A step that waited since an earlier release carries the state of then: it is kept as it came, like all of then.
    const state = completeState(decided, decided.rulesRef);
    const facts = events.map((event, index) => factOf(event, tell[index] ?? [], state));
    await this.store.write({ caseId, events, facts, row: { ...rowOf(state), state: decided }, tasks: taskRowsOf(state) });
    this.written.emit(caseId);
    this.relay.wake();
    return null;
  }

  async has(caseId: string): Promise<boolean> {
    return this.store.has(caseId);
  }

  /** Resolves when this process has written the case, or after a moment: a report's answer need not wait for its lists. */
  async seen(caseId: string): Promise<void> {
    await once(this.written, caseId, { signal: AbortSignal.timeout(SEEN_LIMIT_MS) }).catch(() => undefined);
  }
}
