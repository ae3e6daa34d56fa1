import type { watchRoster } from '@shaodao/contracts/register/timers';
import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import { DAY_MS } from '@shaodao/domain/calendar';
import { gapsMayCome } from '@shaodao/domain/duty/claim';
import { GAP_NOTICE_MS } from '@shaodao/domain/duty/gaps';
import { Relay } from '@shaodao/platform/relay';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { dutyBookBy } from '../duty/duty-book.js';
import type { Book } from '../register/book.js';
import { comingToRosters } from '../register/facts.js';
import { keepersOf } from './keeper.js';
import { ToldGapsStore } from './told-gaps.store.js';
import { watchedGaps } from './watched-gaps.js';

/** Rosters, as their watches ask for them. */
@Injectable()
export class WatchesService {
  constructor(
    private readonly atlas: AtlasService,
    private readonly told: ToldGapsStore,
    private readonly relay: Relay<RegistryFactMessage>,
  ) {}

  async pick(rosterKeys: readonly string[]): Promise<string[]> {
    const book = await this.atlas.freshBook();
    const at = Date.now();
    const calendar = this.atlas.current().rules.calendarAt(at);
    const coming = comingToRosters(book);
    return rosterKeys.filter((key) => {
      const duty = dutyBookBy(book, calendar, key);
      return coming.has(key) || (duty !== null && gapsMayCome({ ...duty, at }));
    });
  }

  async look(rosterKey: string): Promise<z.output<typeof watchRoster.output>> {
    const book = await this.atlas.freshBook();
    const at = Date.now();
    const calendar = this.atlas.current().rules.calendarAt(at);
    const coming = comingToRosters(book).get(rosterKey) ?? [];
    const pieces = piecesOf(book, coming, at).map(({ book: then, ...span }) => ({ ...span, duty: dutyBookBy(then, calendar, rosterKey) }));
    const [now] = pieces;
    if (coming.length === 0 && (now === undefined || now.duty === null || !gapsMayCome({ ...now.duty, at }))) return null;
    const watches = pieces.flatMap(({ duty, fromAt, untilAt }) => {
      if (duty === null) return [];
      const { due, askAgainAt } = watchedGaps(duty, at);
      const own = due
        .filter((gap) => gap.fromAt < untilAt && gap.untilAt > fromAt)
        .map((gap) => ({ ...gap, fromAt: Math.max(gap.fromAt, fromAt) }))
        .filter((gap) => gap.fromAt <= at + GAP_NOTICE_MS);
      return [{ due: own, askAgainAt, duty }];
    });
    const effects = coming.flatMap((effect) => [effect, effect - GAP_NOTICE_MS]).filter((effect) => effect > at);
    const askAgainAt = Math.min(at + DAY_MS, ...watches.map((watch) => watch.askAgainAt), ...effects);
    const due = watches.flatMap((watch) => watch.due);
    const roster = watches.at(-1)?.duty.roster;
    if (due.length === 0 || roster === undefined) return { told: 0, askAgainAt };
    const tell = keepersOf(book, calendar, { areaCode: roster.areaCode, department: roster.departmentId, at });
    const told = await this.told.tell({ rosterKey, gaps: due, tell, at });
    if (told > 0) this.relay.wake();
    return { told, askAgainAt };
  }
}

/** The register from now on, cut where something already said takes effect: a gap is judged by what will stand when it begins. */
function piecesOf(book: Book, coming: readonly number[], at: number): { book: Book; fromAt: number; untilAt: number }[] {
  const cuts = [Number.NEGATIVE_INFINITY, ...coming.filter((effect) => effect > at)];
  return cuts.map((fromAt, nth) => ({
    book: nth === 0 ? book : book.at(fromAt),
    fromAt,
    untilAt: cuts[nth + 1] ?? Number.POSITIVE_INFINITY,
  }));
}
