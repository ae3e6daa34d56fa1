import { CodedError } from '@shaodao/contracts/errors';
import { decreedUntil } from '@shaodao/domain/calendar';
import { rulesRef } from '@shaodao/domain/policy';
import { metrics } from '@shaodao/platform/metrics';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Transaction } from '../database.store.js';
import { Book } from '../register/book.js';
import { RegisterStore } from '../register/register.store.js';
import { Atlas } from './atlas.js';
import { AtlasStore } from './atlas.store.js';

/** How long another process's change may stay unseen. */
const LOOK_EVERY_MS = 1_000;
/** Books of the last changes, which share what did not change: who asks about an instant ago needs no database. */
const BOOKS_KEPT = 20;
/** Books of the past read from the database. */
const PAST_KEPT = 2;

const calendarDecreed = new Gauge({
  name: 'shaodao_calendar_decreed_until_seconds',
  help: 'Instant up to which the days off in the calendar in force are decreed; 0 when the calendar does not say',
  registers: [metrics],
});

/** Holds the newest edition in memory. A database that is away for a while leaves the last one standing. */
@Injectable()
export class AtlasService implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(AtlasService.name);
  private atlas: Atlas | null = null;
  /** Oldest first; the last one is the atlas's. */
  private books: Book[] = [];
  private readingPast: Promise<unknown> = Promise.resolve();
  private past: { from: number; until: number; book: Book }[] = [];
  private looking: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();
  private catchingUp: Promise<void> | null = null;
  private stopped = false;
  private told = '';

  constructor(
    private readonly store: AtlasStore,
    private readonly register: RegisterStore,
  ) {}

  /** Throws UNAVAILABLE until a district has been read. */
  current(): Atlas {
    if (this.atlas === null) throw new CodedError('UNAVAILABLE', { reason: 'no district is loaded yet' });
    this.advance(Date.now());
    return this.atlas;
  }

  /** Has a district been read? */
  isRead(): boolean {
    return this.atlas !== null;
  }

  /** The register as it stood at an instant, or as it will if nobody changes it. */
  async bookAt(instant: number): Promise<Book> {
    const { book } = this.current();
    if (instant >= book.since) return book.at(instant);
    const recent = this.books.findLast((one) => one.since <= instant);
    // The oldest one kept was read as a whole: nothing is known of what stood before it.
    if (recent !== undefined) return recent;
    const mine = this.readingPast.catch(() => undefined).then(() => this.bookOfPast(instant));
    this.readingPast = mine;
    return mine;
  }

  /** One at a time: each is a whole register in memory, and often the one the last asked for. */
  private async bookOfPast(instant: number): Promise<Book> {
    const known = this.past.find(({ from, until }) => from <= instant && instant < until);
    if (known !== undefined) return known.book;
    const until = this.books[0]?.since ?? Number.POSITIVE_INFINITY;
    const read = Book.empty().with(await this.register.readAll({ instant, later: false, head: await this.register.head() }), instant);
    const next = await this.register.nextEffect(instant);
    this.past = [{ from: read.since, until: Math.min(until, next), book: read }, ...this.past].slice(0, PAST_KEPT);
    return read;
  }

  /** The register with everything said so far, for whoever holds the lock under which it is changed. */
  async bookUnder(transaction: Transaction): Promise<Book> {
    const { book } = this.current();
    const head = await this.register.head(transaction);
    const said = head === book.seq ? [] : await this.register.readSince(book.seq, transaction);
    // Another book even where only residents are new: whoever judged the earlier one must judge again.
    return head === book.seq ? book : book.with(said, Math.max(Date.now(), book.since), head);
  }

  /** The register with what any process has said by now: for whoever acts on a fact another one told. */
  async freshBook(): Promise<Book> {
    const head = await this.register.head();
    while (this.current().book.seq < head) {
      // Thousands may ask at once, after an import: one reading is for all of them.
      this.catchingUp ??= this.refresh().finally(() => (this.catchingUp = null));
      await this.catchingUp;
    }
    return this.current().book;
  }

  async onModuleInit(): Promise<void> {
    await this.look();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.looking);
  }

  /** Reads anew, one reading after another so that an older one never wins; what this process has just written counts at once. */
  async refresh(): Promise<void> {
    this.reading = this.reading.catch(() => undefined).then(async () => {
      const read = await this.store.read();
      if (read === null) return;
      this.hold(new Atlas(read.installed, await this.newest(), read.versions));
      this.advance(Date.now());
    });
    await this.reading;
    this.tell();
  }

  /** With everything said by now; what took effect since the last book is still to be advanced to. */
  private async newest(): Promise<Book> {
    const now = Date.now();
    const head = await this.register.head();
    if (this.atlas === null) return Book.empty().with(await this.register.readAll({ instant: now, later: true, head }), now, head);
    const { book } = this.atlas;
    return head === book.seq ? book : book.with(await this.register.readSince(book.seq), book.since, head);
  }

  private hold(atlas: Atlas): void {
    this.atlas = atlas;
    if (this.books.at(-1) !== atlas.book) this.books = [...this.books, atlas.book].slice(-BOOKS_KEPT);
  }

  /**
   * What was scheduled counts because time has come, not because somebody looked. Effect by effect, also of changes that were
   * read together: whoever asks about an instant between two of them gets what stood then.
   */
  private advance(now: number): void {
    while (this.atlas !== null && this.atlas.book.until <= now) {
      this.hold(this.atlas.withBook(this.atlas.book.at(this.atlas.book.until)));
    }
  }

  /** One look at a time, the next a while after this one has ended. */
  private async look(): Promise<void> {
    try {
      const edition = await this.store.edition();
      if (edition !== null && edition !== this.atlas?.installed.edition) await this.refresh();
      else this.tell();
    } catch (error) {
      this.log.warn(`the district cannot be read now: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (this.stopped) return;
    this.looking = setTimeout(() => void this.look(), LOOK_EVERY_MS);
    this.looking.unref();
  }

  /** Says which rules answer now, once for each change of edition or of what is in force. */
  private tell(): void {
    if (this.atlas === null) return;
    const rules = this.atlas.rules.at(Date.now());
    calendarDecreed.set((decreedUntil(rules.calendar) ?? 0) / 1_000);
    const { installed, book } = this.atlas;
    const line = `edition ${installed.edition}: ${book.of('grids').size} grids, rules ${rulesRef(rules)}, ${rules.categories.length} categories`;
    if (line === this.told) return;
    this.told = line;
    this.log.log(line);
  }
}
