import type { Entry } from '@shaodao/contracts/register/lists';
import { MY_SHIFTS_AHEAD_DAYS, MY_SWAPS_BACK_DAYS, type readMyDuty } from '@shaodao/contracts/register/my-duty';
import type { Actor } from '@shaodao/domain/case/actor';
import { DAY_MS } from '@shaodao/domain/calendar';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import type { Book } from '../register/book.js';
import { DutyDesk } from './duty-desk.service.js';
import { rostersAbout } from './rosters-about.js';
import { shownTo, titleOf } from './shown.js';

type Told = z.output<typeof readMyDuty.output>;

/** Duty as one person has to do with it. */
@Injectable()
export class MyDuty {
  constructor(
    private readonly atlas: AtlasService,
    private readonly desk: DutyDesk,
  ) {}

  /** The book is fresh: whoever has just answered a swap sees the answer. */
  async read(actor: Actor): Promise<Told> {
    const book = await this.atlas.freshBook();
    const me = this.atlas.current().personNumber(actor.personId) ?? '';
    const about = rostersAbout(book, me);
    const own = [...book.of('rosters')].filter(([, { entry }]) => this.isOwn(actor, book, entry)).map(([key]) => key);
    const rosters = [...new Set([...about, ...own.sort()])].map((roster) => ({ roster, title: titleOf(book, roster) }));
    const fromAt = Date.now();
    const span = { fromAt, untilAt: fromAt + MY_SHIFTS_AHEAD_DAYS * DAY_MS };
    const shifts = about.flatMap((roster) => {
      const { title, items } = this.desk.shifts({ actor, roster, ...span });
      return items.filter(({ people, untilAt }) => untilAt > fromAt && people.some(({ id }) => id === actor.personId)).map((shift) => ({ roster, title, ...shift }));
    });
    return { rosters, shifts: shifts.sort((a, b) => a.fromAt - b.fromAt), swaps: swapsOf(book, actor, me) };
  }

  /** Of the asker's department, else of the asker's area. */
  private isOwn({ areaCode, departmentId }: Actor, book: Book, roster: Entry<'rosters'>): boolean {
    if (departmentId !== undefined) return roster.department !== null && book.get('departments', roster.department)?.id === departmentId;
    return roster.department === null && roster.areaCode === areaCode;
  }
}

function swapsOf(book: Book, actor: Actor, me: string): Told['swaps'] {
  const since = Date.now() - MY_SWAPS_BACK_DAYS * DAY_MS;
  const show = shownTo(actor, book);
  const mine = [...book.of('swaps').values()].filter(({ entry, from }) => (entry.asker === me || entry.with === me) && (from >= since || entry.status === 'asked'));
  return mine
    .sort((a, b) => b.from - a.from)
    .map(({ entry: { code, roster, asker, fromAt, untilAt, with: other, backFromAt, backUntilAt, status } }) => {
      const [askedBy] = show(asker);
      const [askedOf] = show(other);
      const take = backFromAt === null || backUntilAt === null ? null : { fromAt: backFromAt, untilAt: backUntilAt };
      const people = { askerId: askedBy?.id ?? '', withId: askedOf?.id ?? '', askerName: askedBy?.name ?? null, withName: askedOf?.name ?? null };
      return { code, roster, title: titleOf(book, roster), give: { fromAt, untilAt }, take, status, ...people };
    });
}
