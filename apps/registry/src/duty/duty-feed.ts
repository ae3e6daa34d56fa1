import type { ConcreteShift } from '@shaodao/domain/duty/shifts';
import ical, { ICalCalendarMethod } from 'ical-generator';

/** A roster's shifts as a calendar that other programs subscribe to (iCalendar, RFC 5545). */
export interface DutyFeed {
  rosterKey: string;
  /** What the subscriber's program calls the calendar. */
  title: string;
  shifts: readonly ConcreteShift[];
  /** What may be shown of a person to this subscriber; nothing else of anybody is written. */
  nameOf: (personId: string) => string;
  writtenAt: number;
}

/** 临时值班: an override outside every shift of the roster. */
const OUTSIDE_SHIFTS = '临时值班';

/**
 * The text of the calendar, an event for each shift or part of one. Times are UTC: the package writes a named zone's
 * times by the clock of the process. A shift keeps its UID whoever stands in it, so a swap changes the event and adds none.
 */
export function writeDutyFeed({ rosterKey, title, shifts, nameOf, writtenAt }: DutyFeed): string {
  const calendar = ical({
    name: title,
    prodId: { company: 'shaodao', product: 'duty', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { whole, layer, fromAt, untilAt, personIds } of shifts) {
    calendar.createEvent({
      // Layers are named by people: what they wrote must not make two ids of one.
      id: `${encodeURIComponent(`${rosterKey}/${whole.key}/${fromAt}`)}@shaodao`,
      stamp: new Date(writtenAt),
      start: new Date(fromAt),
      end: new Date(untilAt),
      summary: `${layer ?? OUTSIDE_SHIFTS} ${personIds.map(nameOf).join('、')}`,
    });
  }
  return calendar.toString();
}
