import type { WorkingCalendar } from '../calendar.js';
import { countDays, dayKindOf, dayOf, dayOfDate, midnightOf, weekOf } from './day-kind.js';
import type { Layer, Rotation } from './roster.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** One time a layer has its shift, with the people its rotation gives; `untilAt` is no longer inside. */
export interface Occurrence {
  layer: string;
  fromAt: number;
  untilAt: number;
  personIds: readonly string[];
}

/** The occurrences an instant lies in, in the order of the layers. */
export function occurrencesAt(layers: readonly Layer[], calendar: WorkingCalendar, at: number): Occurrence[] {
  return occurrencesBetween(layers, calendar, { fromAt: at, untilAt: at + 1 });
}

/** The occurrences that share time with a span, whole, layer by layer and in order of time. */
export function occurrencesBetween(layers: readonly Layer[], calendar: WorkingCalendar, { fromAt, untilAt }: Span): Occurrence[] {
  return layers.flatMap((layer) => {
    const found: Occurrence[] = [];
    const first = dayOf(calendar, fromAt - lengthMs(layer));
    const last = dayOf(calendar, untilAt - 1);
    for (let day = first; day <= last; day++) {
      const startAt = midnightOf(calendar, day) + inMs(layer.fromMinute);
      const endAt = startAt + lengthMs(layer);
      if (startAt >= untilAt || endAt <= fromAt || !hasShift(layer, calendar, day)) continue;
      found.push({ layer: layer.name, fromAt: startAt, untilAt: endAt, personIds: turnOn(layer, calendar, day) });
    }
    return found;
  });
}

/** From the one instant up to and without the other. */
export interface Span {
  fromAt: number;
  untilAt: number;
}

export function covers({ fromAt, untilAt }: Span, at: number): boolean {
  return fromAt <= at && at < untilAt;
}

export function touches(one: Span, other: Span): boolean {
  return one.fromAt < other.untilAt && other.fromAt < one.untilAt;
}

export function lengthMs({ fromMinute, untilMinute }: Layer): number {
  return inMs(untilMinute > fromMinute ? untilMinute - fromMinute : untilMinute + DAY_MINUTES - fromMinute);
}

function inMs(minutes: number): number {
  return minutes * MINUTE_MS;
}

function hasShift({ days }: Layer, calendar: WorkingCalendar, day: number): boolean {
  return days === 'any' || days.includes(dayKindOf(calendar, day));
}

function turnOn(layer: Layer, calendar: WorkingCalendar, day: number): readonly string[] {
  const { turns } = layer.rotation;
  if (turns.length === 0) return [];
  const passed = turnsPassed(layer, calendar, day) % turns.length;
  return turns[(passed + turns.length) % turns.length] ?? [];
}

function turnsPassed({ days, rotation }: Layer, calendar: WorkingCalendar, day: number): number {
  const { every }: Rotation = rotation;
  const anchor = dayOfDate(rotation.anchorDate);
  if (every === 'week') return weekOf(day) - weekOf(anchor);
  if (every !== 'occurrence') return Math.floor((day - anchor) / every);
  return days === 'any' ? day - anchor : countDays(calendar, days, { fromDay: anchor, untilDay: day });
}
