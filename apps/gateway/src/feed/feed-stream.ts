import type { ServerResponse } from 'node:http';
import { maySeeActivation } from '@shaodao/domain/activation/rights';
import type { Actor } from '@shaodao/domain/case/actor';
import { maySee } from '@shaodao/domain/case/rights';
import type { Told } from './told.js';

/** Four updates a second are as much as a person can read. */
export const UPDATE_EVERY_MS = 250;
export const HEARTBEAT_EVERY_MS = 15_000;
/** A client that has not read what was written for this long is dropped; it comes back with its last id. */
export const STALL_LIMIT_MS = 15_000;
/** Cases that may wait for a client which does not read. */
const WAITING_MOST = 1_000;
/** An id this far ahead of the stream was told by another stream, which is gone; nothing lags that much. */
const ANOTHER_STREAM = 1_000;

/**
 * The open stream of one client. Facts of one case that wait together become the newest; ids go up, and no id is
 * told while an earlier fact waits, so that a client which comes back misses nothing.
 */
export class FeedStream {
  private readonly waiting = new Map<string, Told>();
  private readonly moved = new Set<string>();
  private unread: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  private updatedAt = 0;
  private writtenAt = Date.now();
  private stalledAt: number | null = null;

  constructor(
    private readonly response: ServerResponse,
    private readonly actor: Actor,
    /** The last fact this client knows of; 0 when none is known. */
    private seq: number,
  ) {
    response.on('drain', () => {
      this.stalledAt = null;
      this.update();
    });
    this.write(`retry: 2000\n${this.place()}\n`);
  }

  get lastSeq(): number {
    return this.seq;
  }

  /** A fact of the stream; one that was told before is left out. */
  hear(told: Told): void {
    if (told.seq <= this.seq && this.seq - told.seq < ANOTHER_STREAM) return;
    this.seq = told.seq;
    if (!maySee(told.seen, this.actor) && !(told.before !== undefined && maySee(told.before, this.actor))) return;
    this.waiting.delete(told.event.caseId);
    this.waiting.set(told.event.caseId, told);
    if (this.waiting.size > WAITING_MOST && this.stalledAt !== null) this.drop();
    else this.update();
  }

  hearUnread(personId: string, unread: number): void {
    if (personId !== this.actor.personId) return;
    this.unread = unread;
    this.update();
  }

  /** An activation moved; it is told once however often that was, and without an id: it is no fact. */
  hearActivation(id: string, areas: readonly string[]): void {
    if (!maySeeActivation(this.actor, areas)) return;
    this.moved.add(id);
    this.update();
  }

  /** Once a second: the heartbeat, and the end of a client that does not read. */
  tick(now: number): void {
    if (this.stalledAt !== null) {
      if (now - this.stalledAt > STALL_LIMIT_MS) this.drop();
    } else if (now - this.writtenAt >= HEARTBEAT_EVERY_MS) {
      this.write(`: still here\n${this.place()}\n`);
    }
  }

  end(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    if (!this.response.writableEnded) this.response.end();
  }

  private drop(): void {
    this.end();
    this.response.destroy();
  }

  /** Writes what waits, at once or when the client had time to read the last. */
  private update(): void {
    if (this.timer !== null || this.stalledAt !== null || (this.waiting.size === 0 && this.moved.size === 0 && this.unread === null)) return;
    const wait = this.updatedAt + UPDATE_EVERY_MS - Date.now();
    if (wait > 0) {
      this.timer = setTimeout(() => {
        this.timer = null;
        this.update();
      }, wait);
      return;
    }
    this.updatedAt = Date.now();
    let text = '';
    for (const { seq, event } of this.waiting.values()) text += `id: ${seq}\nevent: case\ndata: ${JSON.stringify(event)}\n\n`;
    for (const id of this.moved) text += `event: activation\ndata: ${JSON.stringify({ id })}\n\n`;
    if (this.unread !== null) text += `event: notice\ndata: ${JSON.stringify({ unread: this.unread })}\n\n`;
    this.waiting.clear();
    this.moved.clear();
    this.unread = null;
    this.write(text);
  }

  /** How far this client is, though it may see none of it: it need not be told again from further back. */
  private place(): string {
    return this.seq === 0 || this.waiting.size > 0 ? '' : `id: ${this.seq}\n`;
  }

  private write(text: string): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.writtenAt = Date.now();
    if (!this.response.write(text)) this.stalledAt ??= this.writtenAt;
  }
}
