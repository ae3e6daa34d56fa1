import { CodedError } from '@shaodao/contracts/errors';
import type { RosterPerson } from '@shaodao/contracts/plans';
import type { ListName } from '@shaodao/contracts/register/lists';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { pageOf } from '../page.js';
import type { Book } from '../register/book.js';
import type { RosterQuestion } from './places.js';
import { rosterOf } from './roster.js';

/** Rosters kept for whoever pages through one. */
const KEPT = 4;
/** Everything a roster is made of. */
const MADE_OF: readonly ListName[] = ['people', 'posts', 'teams', 'grids', 'departments', 'dutyTasks', 'leave', 'rosters', 'shifts', 'overrides', 'swaps'];

interface Kept {
  question: string;
  of: readonly object[];
  roster: readonly RosterPerson[];
}

/** Computes rosters and keeps the last few, each as long as nothing it is made of is another. */
export class RosterDesk {
  private kept: Kept[] = [];

  roster(book: Book, calendar: WorkingCalendar, asked: RosterQuestion): readonly RosterPerson[] {
    const { plan, areas, at, skills } = asked;
    const question = JSON.stringify([plan, areas, at, skills]);
    const of = [calendar, ...MADE_OF.map((list) => book.of(list))];
    const known = this.kept.find((one) => one.question === question && one.of.every((part, nth) => part === of[nth]));
    if (known !== undefined) return known.roster;
    const roster = rosterOf(book, calendar, asked);
    this.kept = [{ question, of, roster }, ...this.kept].slice(0, KEPT);
    return roster;
  }
}

/** A page of a roster; `cursor` is the last person of the one before. INVALID for one who is not in it. */
export function rosterPage(roster: readonly RosterPerson[], { cursor, limit }: { cursor?: string | undefined; limit: number }): { items: RosterPerson[]; nextCursor: string | null } {
  const from = cursor === undefined ? 0 : roster.findIndex(({ personId }) => personId === cursor) + 1;
  if (cursor !== undefined && from === 0) throw new CodedError('INVALID', { field: 'cursor', reason: 'is not of this roster', reasonZh: '不是这份名册的页码' });
  // One more than asked for tells whether there is a next page.
  return pageOf(roster.slice(from, from + limit + 1), limit, ({ personId }) => personId);
}
