/** Inside a time is epoch milliseconds, over HTTP it is ISO 8601 with China's offset. */

const CHINA_OFFSET_MS = 8 * 3_600_000;

/** `2026-11-23T09:30:00.000+08:00`. */
export function isoTimeOf(instant: number): string {
  return `${new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
}

/** A contract's shape as it is said over HTTP: `at` and every `…At` that held an instant holds its ISO time. */
export type Spoken<T> = T extends readonly (infer Item)[]
  ? Spoken<Item>[]
  : T extends object
    ? { [Name in keyof T]: Name extends 'at' | `${string}At` ? SpokenTime<T[Name]> : Spoken<T[Name]> }
    : T;
type SpokenTime<T> = T extends number ? string : T;

/** Names decide: an instant is called `at` or `…At` in every contract, and nothing else is. */
export function spoken<T>(told: T): Spoken<T> {
  return say(told) as Spoken<T>;
}

function say(told: unknown): unknown {
  if (typeof told !== 'object' || told === null) return told;
  if (Array.isArray(told)) return told.map(say);
  const said: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(told)) {
    said[name] = typeof value === 'number' && (name === 'at' || name.endsWith('At')) ? isoTimeOf(value) : say(value);
  }
  return said;
}
