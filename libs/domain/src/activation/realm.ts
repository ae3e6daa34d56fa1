/** 实战 or 演练: a drill runs the same code and reaches nobody but through the drill's own channels. */
export const REALMS = ['live', 'drill'] as const;
export type Realm = (typeof REALMS)[number];

/** What every message of a drill begins with (messages of a drill must be told from real ones at a glance). */
export const DRILL_PREFIX = '【演练】';

export function realmOf(drill: boolean): Realm {
  return drill ? 'drill' : 'live';
}
