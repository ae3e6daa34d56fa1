import type { watchRoster } from '@shaodao/contracts/register/timers';
import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import { gapsMayCome } from '@shaodao/domain/duty/claim';
import { Relay } from '@shaodao/platform/relay';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { dutyBookBy } from '../duty/duty-book.js';
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
    const coming = new Set(book.coming('rosters').map(({ key }) => key));
    return rosterKeys.filter((key) => {
      const duty = dutyBookBy(book, calendar, key);
      return duty === null ? coming.has(key) : gapsMayCome({ ...duty, at });
    });
  }

  async look(rosterKey: string): Promise<z.output<typeof watchRoster.output>> {
    const book = await this.atlas.freshBook();
    const at = Date.now();
    const calendar = this.atlas.current().rules.calendarAt(at);
    const duty = dutyBookBy(book, calendar, rosterKey);
    const coming = book.coming('rosters').find(({ key }) => key === rosterKey);
    if (duty === null) return coming === undefined ? null : { told: 0, askAgainAt: coming.effectiveAt };
    if (!gapsMayCome({ ...duty, at })) return null;
    const { due, askAgainAt } = watchedGaps(duty, at);
    if (due.length === 0) return { told: 0, askAgainAt };
    const { areaCode, departmentId: department } = duty.roster;
    const told = await this.told.tell({ rosterKey, gaps: due, tell: keepersOf(book, calendar, { areaCode, department, at }), at });
    if (told > 0) this.relay.wake();
    return { told, askAgainAt };
  }
}
