import type { DayKind } from './day-kind.js';

/** 值班表: who is on duty in one role of an area or a department. */
export interface Roster {
  /** {@link rosterKey} of the place. */
  key: string;
  /** A seat such as `gridWorker`, or one of the ten duty roles (十大员). */
  role: string;
  /** 6, 9, 12 or 15 digits. */
  areaCode: string;
  departmentId: string | null;
  /** Layers that cover the same instant are on duty together, the people of the earlier one first. */
  layers: readonly Layer[];
  /** Asked when nobody is on duty. They are no shift: time left to them is a gap. */
  fallback: readonly string[];
}

/** 班次: one shift of the day with a rotation of its own. */
export interface Layer {
  /** Unlike in one roster; shown to people. */
  name: string;
  /** The days on which the shift *begins*. A night of Friday belongs to Friday. */
  days: 'any' | readonly DayKind[];
  /** Minutes after local midnight, 0 to 1439. */
  fromMinute: number;
  /** Above 1440, or not above `fromMinute`, means the next day: 480 to 480 is the whole day from 08:00. */
  untilMinute: number;
  rotation: Rotation;
}

/** 轮换: which turn a shift has. Turns follow one another for ever, before the anchor too. */
export interface Rotation {
  /** `YYYY-MM-DD`; the shift that begins on it has the first turn, or would if it is no day of the layer. */
  anchorDate: string;
  /** Another turn each time the layer has a shift, each Monday, or every so many days from the anchor (whole, at least 1). */
  every: 'occurrence' | 'week' | number;
  /** Person ids of each turn, the one who leads first. An empty turn is a shift nobody has. */
  turns: readonly (readonly string[])[];
}

/** A department's roster is found by the department alone. */
export interface RosterPlace {
  role: string;
  areaCode: string;
  departmentId: string | null;
}

export function rosterKey({ role, areaCode, departmentId }: RosterPlace): string {
  return `${role}:${departmentId ?? areaCode}`;
}

/** Pairs out of a list, each person leading once: [a,b] [b,c] [c,a]. Two people share every turn. */
export function pairs(people: readonly string[]): string[][] {
  return people.map((lead, at) => [...new Set([lead, people[(at + 1) % people.length] ?? lead])]);
}
