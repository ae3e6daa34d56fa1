import type { Entry } from '@shaodao/contracts/register/lists';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import type { DutyBook, Leave, Override, Swap } from '@shaodao/domain/duty/book';
import type { Layer, Roster } from '@shaodao/domain/duty/roster';
import { derived, type Book } from '../register/book.js';

const MINUTES_A_DAY = 1_440;

/** Rosters with their layers by key; their people are numbers of the register. */
const rosters = derived(['rosters', 'shifts'], (book): ReadonlyMap<string, Roster> => {
  const layers = Map.groupBy([...book.of('shifts').values()].map(({ entry }) => entry), ({ roster }) => roster);
  return new Map(
    [...book.of('rosters')].map(([key, { entry }]) => {
      const own = (layers.get(key) ?? []).toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(layerOf);
      const place = { role: entry.role, areaCode: entry.areaCode ?? '', departmentId: entry.department };
      return [key, { key, ...place, layers: own, fallback: entry.fallback }];
    }),
  );
});

/** By role and department or area. */
const rosterAt = derived(['rosters', 'shifts'], (book) => new Map([...rosters(book).values()].map((roster) => [placeKey(roster), roster])));

function layerOf({ name, days, from, until, anchor, every, turns }: Entry<'shifts'>): Layer {
  return {
    name,
    days: days.length === 0 ? 'any' : days,
    ...minutesOf({ from, until }),
    rotation: { anchorDate: anchor, every: every === 'occurrence' || every === 'week' ? every : Number.parseInt(every, 10), turns },
  };
}

/** An end that is not after the beginning is the next day's. */
export function minutesOf({ from, until }: { from: string; until: string }): Pick<Layer, 'fromMinute' | 'untilMinute'> {
  const fromMinute = minuteOf(from);
  const end = minuteOf(until);
  return { fromMinute, untilMinute: end > fromMinute ? end : end + MINUTES_A_DAY };
}

function minuteOf(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}

const overrides = derived(['overrides'], (book): ReadonlyMap<string, Override[]> => {
  const all = [...book.of('overrides').values()].toSorted((a, b) => a.from - b.from || (a.entry.code < b.entry.code ? -1 : 1));
  return Map.groupBy(
    all.map(({ entry: { code, roster, fromAt, untilAt, people, replaces } }) => ({
      id: code,
      rosterKey: roster,
      fromAt,
      untilAt,
      personIds: people,
      ...(replaces === null ? {} : { replaces }),
    })),
    ({ rosterKey }) => rosterKey,
  );
});

const swaps = derived(['swaps'], (book): ReadonlyMap<string, Swap[]> => {
  const all = [...book.of('swaps').values()].toSorted((a, b) => a.from - b.from || (a.entry.code < b.entry.code ? -1 : 1));
  return Map.groupBy(all.map(({ entry }) => swapOf(entry)), ({ rosterKey }) => rosterKey);
});

/** A swap as the rules know it. */
export function swapOf({ code, roster, asker, fromAt, untilAt, with: other, backFromAt, backUntilAt, status }: Entry<'swaps'>): Swap {
  const back = backFromAt === null || backUntilAt === null ? null : { fromAt: backFromAt, untilAt: backUntilAt };
  return { id: code, rosterKey: roster, asker, fromAt, untilAt, with: other, back, state: status };
}

const leave = derived(['leave'], (book): Leave[] =>
  [...book.of('leave').values()].map(({ entry: { person, fromAt, untilAt, deputy } }) => ({ personId: person, fromAt, untilAt, deputyId: deputy })),
);

/** Where a roster is one of: a department's is found by the department alone. */
export interface DutyPlace {
  role: string;
  areaCode: string;
  /** Code of the register. */
  departmentId: string | null;
}

function placeKey({ role, areaCode, departmentId }: DutyPlace): string {
  return `${role}:${departmentId ?? areaCode}`;
}

/** Everything that decides who is on duty at a place; null where it has no roster. */
export function dutyBookOf(book: Book, calendar: WorkingCalendar, place: DutyPlace): DutyBook | null {
  const roster = rosterAt(book).get(placeKey(place));
  return roster === undefined ? null : withRoster(book, calendar, roster);
}

/** The same for a roster by its key in the register. */
export function dutyBookBy(book: Book, calendar: WorkingCalendar, key: string): DutyBook | null {
  const roster = rosters(book).get(key);
  return roster === undefined ? null : withRoster(book, calendar, roster);
}

function withRoster(book: Book, calendar: WorkingCalendar, roster: Roster): DutyBook {
  return {
    roster,
    calendar,
    overrides: overrides(book).get(roster.key) ?? [],
    swaps: swaps(book).get(roster.key) ?? [],
    leave: leave(book),
    isPresent: (number) => book.get('people', number)?.entry.status === 'present',
  };
}
