import { setTimeout as pause } from 'node:timers/promises';
import { CodedError } from '@shaodao/contracts/errors';

interface Waiting<Q, A> {
  question: Q;
  bytes: number;
  endsAt: number;
  answered: (answer: A) => void;
  failed: (error: unknown) => void;
}

/**
 * Puts questions that come at one moment into one message. One that comes alone goes at once; what comes while it is under
 * way goes together in the next. In a crowd each message waits a little for more: then all cost less, and nobody
 * is alone to notice.
 */
export class Gather<Q, A> {
  private readonly waiting: Waiting<Q, A>[] = [];
  private readonly arrivals: number[] = [];
  private underWay = 0;

  /**
   * `send` answers each question in order, by a value or by the error of that one alone; when it throws, all have failed.
   * `endsAt` is when the first of them has waited long enough. `lanes` messages are under way at most, each of at most `most`
   * questions and `mostBytes` of their JSON, but always one. It is a crowd when `crowd.count` came within `crowd.withinMs`.
   */
  constructor(
    private readonly options: {
      send: (questions: Q[], endsAt: number) => Promise<(A | Error)[]>;
      lanes: number;
      most: number;
      mostBytes: number;
      crowd: { count: number; withinMs: number; waitMs: number };
    },
  ) {}

  /** Throws UNAVAILABLE when its turn has not come by `endsAt`. */
  ask(question: Q, endsAt: number): Promise<A> {
    this.arrivals.push(Date.now());
    if (this.arrivals.length > this.options.crowd.count) this.arrivals.shift();
    return new Promise<A>((answered, failed) => {
      this.waiting.push({ question, bytes: JSON.stringify(question).length, endsAt, answered, failed });
      if (this.underWay < this.options.lanes) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.underWay++;
    while (this.waiting.length > 0) {
      if (this.isCrowd()) await pause(this.options.crowd.waitMs);
      await this.deliver(this.next());
    }
    this.underWay--;
  }

  private isCrowd(): boolean {
    const { count, withinMs } = this.options.crowd;
    return this.arrivals.length === count && (this.arrivals[0] ?? 0) > Date.now() - withinMs;
  }

  private next(): Waiting<Q, A>[] {
    const { most, mostBytes } = this.options;
    const now = Date.now();
    const batch: Waiting<Q, A>[] = [];
    let bytes = 0;
    for (let first = this.waiting[0]; first !== undefined && batch.length < most; first = this.waiting[0]) {
      if (first.endsAt <= now) {
        first.failed(new CodedError('UNAVAILABLE', { reason: 'its turn did not come in time' }));
      } else {
        if (batch.length > 0 && bytes + first.bytes > mostBytes) break;
        batch.push(first);
        bytes += first.bytes;
      }
      this.waiting.shift();
    }
    return batch;
  }

  private async deliver(batch: Waiting<Q, A>[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const answers = await this.options.send(batch.map((one) => one.question), batch[0]?.endsAt ?? 0);
      for (const [index, { answered, failed }] of batch.entries()) {
        const answer = answers[index];
        if (answer instanceof Error || answer === undefined) failed(answer ?? new CodedError('INTERNAL'));
        else answered(answer);
      }
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
}
