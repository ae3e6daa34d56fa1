import { DAY_MS, HOUR_MS, type WorkingCalendar } from '../calendar.js';
import type { DutyBook } from './book.js';
import { dayKindOf, dayOf } from './day-kind.js';
import type { StoodShift } from './holders.js';
import { covers, type Span } from './layer.js';
import { shiftsBetween } from './shifts.js';

/** 值班均衡: what one person's duty in one roster came to. */
export interface DutyLoad {
  personId: string;
  /** One counts once, however many parts of it the person stood in. */
  shifts: number;
  dutyMs: number;
  /** Shifts in which the person stood between 22:00 and 06:00 (D). */
  nights: number;
  /** Shifts that begin on such a day. */
  weekends: number;
  holidays: number;
}

const NIGHT_STARTS_MS = 22 * HOUR_MS;
const NIGHT_MS = 8 * HOUR_MS;

/**
 * What the shifts that begin in a span came to, whole, so that the months of a year add up to the year. Everybody the
 * layers name is told, also who did nothing; in order of id. Fallbacks stand in no shift and are not counted.
 */
export function fairness({ fromAt, untilAt, ...book }: DutyBook & Span): DutyLoad[] {
  const named = book.roster.layers.flatMap(({ rotation }) => rotation.turns.flat());
  const loads = new Map(named.map((personId) => [personId, noLoad(personId)]));
  for (const { personId, whole, dutyMs, atNight } of stints({ ...book, fromAt, untilAt })) {
    const load = loads.get(personId) ?? noLoad(personId);
    const kind = dayKindOf(book.calendar, dayOf(book.calendar, whole.fromAt));
    loads.set(personId, load);
    load.shifts++;
    load.dutyMs += dutyMs;
    if (atNight) load.nights++;
    if (kind === 'weekend') load.weekends++;
    if (kind === 'holiday') load.holidays++;
  }
  return [...loads.values()].sort((one, other) => (one.personId < other.personId ? -1 : 1));
}

/** One person in one shift, all parts together. */
interface Stint {
  personId: string;
  whole: StoodShift;
  dutyMs: number;
  atNight: boolean;
}

function stints({ fromAt, untilAt, ...book }: DutyBook & Span): Iterable<Stint> {
  const stints = new Map<string, Stint>();
  for (const part of shiftsBetween({ ...book, fromAt, untilAt })) {
    const { whole } = part;
    if (!covers({ fromAt, untilAt }, whole.fromAt)) continue;
    for (const personId of part.personIds) {
      const key = `${personId} ${whole.key}`;
      const stint = stints.get(key) ?? { personId, whole, dutyMs: 0, atNight: false };
      stints.set(key, stint);
      stint.dutyMs += part.untilAt - part.fromAt;
      stint.atNight ||= touchesNight(book.calendar, part);
    }
  }
  return stints.values();
}

function noLoad(personId: string): DutyLoad {
  return { personId, shifts: 0, dutyMs: 0, nights: 0, weekends: 0, holidays: 0 };
}

function touchesNight({ offsetMs }: WorkingCalendar, { fromAt, untilAt }: Span): boolean {
  const sinceNight = (fromAt + offsetMs - NIGHT_STARTS_MS) % DAY_MS;
  const intoNight = sinceNight < 0 ? sinceNight + DAY_MS : sinceNight;
  return intoNight < NIGHT_MS || intoNight + (untilAt - fromAt) > DAY_MS;
}
