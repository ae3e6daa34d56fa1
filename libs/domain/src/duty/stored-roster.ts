import { DAY_MS, localDate } from '../calendar.js';
import { rosterKey, type Layer, type Roster, type RosterPlace } from './roster.js';

/** A roster as the earlier release stored it: turns of equal length follow one another from `anchorAt` for ever, before it too. */
export interface StoredTurns {
  /** Epoch milliseconds. */
  anchorAt: number;
  turnMs: number;
  turns: readonly (readonly string[])[];
  fallback: readonly string[];
}

const MINUTE_MS = 60_000;

/**
 * The same roster in layers: it answers every instant as it did. A turn of whole days is one layer, a turn of which some
 * fill a day is as many layers. The earlier release wrote weeks only. RangeError for any other length.
 */
export function completeRoster(stored: StoredTurns, place: RosterPlace, offsetMs: number): Roster {
  const { role, areaCode, departmentId } = place;
  return { key: rosterKey(place), role, areaCode, departmentId, layers: layersOf(stored, offsetMs), fallback: stored.fallback };
}

function layersOf({ anchorAt, turnMs, turns }: StoredTurns, offsetMs: number): Layer[] {
  if (turnMs % DAY_MS === 0 && turnMs > 0) {
    return [layerFrom(anchorAt, { name: '1', lengthMs: DAY_MS, every: turnMs / DAY_MS, turns }, offsetMs)];
  }
  const perDay = DAY_MS / turnMs;
  if (!Number.isInteger(perDay) || perDay < 1) throw new RangeError(`turns of ${turnMs} ms do not fill days`);
  return Array.from({ length: perDay }, (_, nth) => {
    // The nth turn of each day comes round once it has met every turn: at the latest after as many days as there are turns.
    const ofEachDay = turns.map((_turn, day) => turns[(day * perDay + nth) % turns.length] ?? []);
    return layerFrom(anchorAt + nth * turnMs, { name: `${nth + 1}`, lengthMs: turnMs, every: 1, turns: ofEachDay }, offsetMs);
  });
}

function layerFrom(startAt: number, { name, lengthMs, every, turns }: StartedLayer, offsetMs: number): Layer {
  const fromMinute = ((((startAt + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS;
  const rotation = { anchorDate: localDate(startAt, offsetMs), every, turns };
  return { name, days: 'any', fromMinute, untilMinute: fromMinute + lengthMs / MINUTE_MS, rotation };
}

interface StartedLayer {
  name: string;
  lengthMs: number;
  every: number;
  turns: readonly (readonly string[])[];
}
