import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `look` answers something other than null, false or a throw; never a fixed sleep. Throws what it last saw. */
export async function until<T>(what: string, look: () => Promise<T | null | false>, limitMs = 30_000): Promise<T> {
  const endsAt = Date.now() + limitMs;
  let last: unknown = null;
  while (Date.now() < endsAt) {
    try {
      const seen = await look();
      if (seen !== null && seen !== false) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  throw new Error(`waited ${limitMs} ms for ${what}; last: ${String(last)}`);
}
