import { EventEmitter, once } from 'node:events';
import type { recordCase } from '@shaodao/contracts/case-record';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { Relay } from '@shaodao/platform/relay';
import { completeState } from '@shaodao/domain/case/evolve';
import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import { factOf } from './fact.js';
import { RecordStore, type RecordStep } from './record.store.js';
import { rowOf, taskRowsOf } from './row.js';

/** How long a report waits to be in the lists before it is answered all the same. */
const SEEN_LIMIT_MS = 300;

type RecordInput = z.output<typeof recordCase.input>;

/** Writes what a case's workflow decided, and wakes the relay. */
@Injectable()
export class RecordService {
  private readonly log = new Logger('Record');
  private readonly written = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly store: RecordStore,
    private readonly relay: Relay<CaseFactMessage>,
  ) {}

  async write(input: RecordInput): Promise<null> {
    await this.store.write(stepOf(input));
    this.told(input.caseId);
    return null;
  }

  /** Answers the cases whose step could not be written; the others stand. */
  async writeEach(inputs: RecordInput[]): Promise<string[]> {
    const failures = await this.store.writeEach(inputs.map(stepOf));
    for (const { caseId, reason } of failures) this.log.error({ caseId, reason }, 'a step of the record was not written');
    const failed = new Set(failures.map((failure) => failure.caseId));
    for (const { caseId } of inputs) if (!failed.has(caseId)) this.told(caseId);
    return [...failed];
  }

  private told(caseId: string): void {
    this.written.emit(caseId);
    this.relay.wake();
  }

  async has(caseId: string): Promise<boolean> {
    return this.store.has(caseId);
  }

  /** Resolves when this process has written the case, or after a moment: a report's answer need not wait for its lists. */
  async seen(caseId: string): Promise<void> {
    await once(this.written, caseId, { signal: AbortSignal.timeout(SEEN_LIMIT_MS) }).catch(() => undefined);
  }
}

function stepOf({ caseId, events, tell, state: decided }: RecordInput): RecordStep {
  // A step that waited since an earlier release carries the state of then: it is kept as it came, like all of then.
  const state = completeState(decided, decided.rulesRef);
  const facts = events.map((event, index) => factOf(event, tell[index] ?? [], state));
  return { caseId, events, facts, row: { ...rowOf(state), state: decided }, tasks: taskRowsOf(state) };
}
