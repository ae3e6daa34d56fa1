import { ACTIVATION_HINT, activationHint } from '@shaodao/contracts/activations';
import { caseFacts } from '@shaodao/contracts/case-facts';
import { CodedError } from '@shaodao/contracts/errors';
import { NOTICE_HINT, noticeHint } from '@shaodao/contracts/notification';
import { Bus } from '@shaodao/platform/bus';
import { followFacts } from '@shaodao/platform/facts';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SessionsService } from '../access/sessions.service.js';
import { Budget } from '../call/budget.js';
import type { FeedStream } from './feed-stream.js';
import { toldOf, type Told } from './told.js';

const log = new Logger('Feed');

/** Facts kept in memory, so that a client which was away for minutes needs no consumer of its own. */
const RECENT_MOST = 4_000;
const TICK_MS = 1_000;
/** A session that ended elsewhere ends its streams within this and what an answer of the registry is believed. */
const RECHECK_EVERY_MS = 10_000;
/** More streams of one session than any browser opens. */
const STREAMS_MOST = 32;

interface Listener {
  stream: FeedStream;
  token: string;
  checkedAt: number;
  expiresAt: number;
  /** Set while it still hears facts of the past. */
  catchingUp: AbortController | null;
}

/** One follower of the facts for the whole process, told on to every open stream. */
@Injectable()
export class FeedService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private readonly ending = new AbortController();
  private recent: Told[] = [];
  private ticker: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly sessions: SessionsService,
  ) {}

  onApplicationBootstrap(): void {
    const { signal } = this.ending;
    const hear = (fact: Parameters<typeof toldOf>[0], seq: number): void => this.hear(toldOf(fact, seq));
    void followFacts(this.bus.connection, caseFacts, { afterSeq: null, signal, hear });
    this.bus.onHint(NOTICE_HINT, (payload) => {
      const hint = noticeHint.safeParse(payload);
      if (!hint.success) return;
      for (const { stream } of this.listeners) stream.hearUnread(hint.data.personId, hint.data.unread);
    });
    this.bus.onHint(ACTIVATION_HINT, (payload) => {
      const hint = activationHint.safeParse(payload);
      if (!hint.success) return;
      for (const { stream } of this.listeners) stream.hearActivation(hint.data.id, hint.data.areas);
    });
    this.ticker = setInterval(() => this.tick(Date.now()), TICK_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.ticker);
    this.ending.abort();
    for (const { stream, catchingUp } of this.listeners) {
      catchingUp?.abort();
      stream.end();
    }
    this.listeners.clear();
  }

  get size(): number {
    return this.listeners.size;
  }

  /** Where a stream begins: at what its client says it knows, but not beyond what we do; without either from now. */
  startOf(lastEventId: number | null): number {
    const { lastSeq } = this;
    if (lastEventId === null) return lastSeq;
    return lastSeq === 0 ? lastEventId : Math.min(lastEventId, lastSeq);
  }

  /** Throws TOO_MANY for a session with too many streams, UNAVAILABLE when the process is about to end. */
  admit(token: string): void {
    if (this.ending.signal.aborted) throw new CodedError('UNAVAILABLE');
    let open = 0;
    for (const listener of this.listeners) if (listener.token === token) open++;
    if (open >= STREAMS_MOST) throw new CodedError('TOO_MANY', { retryAfterSeconds: 5 });
  }

  /** Tells a stream everything after `stream.lastSeq` if `resumed`, else what happens from now. Returns its end. */
  join(stream: FeedStream, session: { token: string; expiresAt: number }, resumed: boolean): () => void {
    const listener: Listener = { stream, ...session, checkedAt: Date.now(), catchingUp: null };
    this.listeners.add(listener);
    if (resumed) this.resume(listener);
    return () => {
      listener.catchingUp?.abort();
      this.listeners.delete(listener);
    };
  }

  private resume(listener: Listener): void {
    const { stream } = listener;
    const [oldest] = this.recent;
    if (oldest !== undefined && oldest.seq <= stream.lastSeq + 1) {
      for (const told of this.recent) stream.hear(told);
      return;
    }
    const past = new AbortController();
    listener.catchingUp = past;
    const hear = (fact: Parameters<typeof toldOf>[0], seq: number): void => {
      if (past.signal.aborted) return;
      stream.hear(toldOf(fact, seq));
      // From here on it hears what everybody hears.
      if (this.lastSeq === 0 || seq < this.lastSeq) return;
      listener.catchingUp = null;
      past.abort();
    };
    void followFacts(this.bus.connection, caseFacts, { afterSeq: stream.lastSeq, signal: past.signal, hear });
  }

  /** The last fact this process heard; 0 before the first. */
  private get lastSeq(): number {
    return this.recent.at(-1)?.seq ?? 0;
  }

  private hear(told: Told): void {
    this.recent.push(told);
    if (this.recent.length > 2 * RECENT_MOST) this.recent = this.recent.slice(-RECENT_MOST);
    for (const { stream, catchingUp } of this.listeners) if (catchingUp === null) stream.hear(told);
  }

  private tick(now: number): void {
    for (const listener of this.listeners) {
      listener.stream.tick(now);
      if (listener.expiresAt <= now) listener.stream.end();
      else if (now - listener.checkedAt >= RECHECK_EVERY_MS) void this.recheck(listener, now);
    }
  }

  /** An unreachable registry ends no stream: what was allowed stays so until it can be asked. */
  private async recheck(listener: Listener, now: number): Promise<void> {
    listener.checkedAt = now;
    try {
      await this.sessions.check(listener.token, new Budget());
    } catch (error) {
      if (error instanceof CodedError && error.code === 'UNAUTHENTICATED') listener.stream.end();
      else log.warn('a session could not be checked');
    }
  }
}
