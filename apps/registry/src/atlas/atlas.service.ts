import { CodedError } from '@shaodao/contracts/errors';
import { decreedUntil } from '@shaodao/domain/calendar';
import { rulesRef } from '@shaodao/domain/policy';
import { metrics } from '@shaodao/platform/metrics';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Atlas } from './atlas.js';
import { AtlasStore } from './atlas.store.js';

/** How long another process's change may stay unseen. */
const LOOK_EVERY_MS = 1_000;

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
  private looking: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();
  private stopped = false;
  private told = '';

  constructor(private readonly store: AtlasStore) {}

  /** Throws UNAVAILABLE until a district has been read. */
  current(): Atlas {
    if (this.atlas === null) throw new CodedError('UNAVAILABLE', { reason: 'no district is loaded yet' });
    return this.atlas;
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
      this.atlas = (await this.store.read()) ?? this.atlas;
    });
    await this.reading;
    this.tell();
  }

  /** One look at a time, the next a while after this one has ended. */
  private async look(): Promise<void> {
    try {
      const edition = await this.store.edition();
      if (edition !== null && edition !== this.atlas?.data.edition) await this.refresh();
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
    const { edition, grids } = this.atlas.data;
    const rules = this.atlas.rules.at(Date.now());
    calendarDecreed.set((decreedUntil(rules.calendar) ?? 0) / 1_000);
    const line = `edition ${edition}: ${grids.length} grids, rules ${rulesRef(rules)}, ${rules.categories.length} categories`;
    if (line === this.told) return;
    this.told = line;
    this.log.log(line);
  }
}
