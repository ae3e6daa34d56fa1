import type { ConcreteShift } from '@shaodao/domain/duty/shifts';
import ical, { ICalCalendarMethod } from 'ical-generator';

/** Shifts as a calendar that other programs subscribe to (iCalendar, RFC 5545): of one roster, or of all that concern somebody. */
export interface DutyFeed {
  /** What the subscriber's program calls the calendar. */
  title: string;
  /** With several, each event begins with the title of its roster. */
  rosters: readonly { key: string; title: string; shifts: readonly ConcreteShift[] }[];
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
export function writeDutyFeed({ title, rosters, nameOf, writtenAt }: DutyFeed): string {
  const calendar = ical({
    name: title,
    prodId: { company: 'shaodao', product: 'duty', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { key, title: own, shifts } of rosters) {
    for (const { whole, layer, fromAt, untilAt, personIds } of shifts) {
      calendar.createEvent({
        // Layers are named by people: what they wrote must not make two ids of one.
        id: `${encodeURIComponent(`${key}/${whole.key}/${fromAt}`)}@shaodao`,
        stamp: new Date(writtenAt),
        start: new Date(fromAt),
        end: new Date(untilAt),
        summary: `${rosters.length > 1 ? `${own} ` : ''}${layer ?? OUTSIDE_SHIFTS} ${personIds.map(nameOf).join('、')}`,
      });
    }
  }
  return calendar.toString();
}
