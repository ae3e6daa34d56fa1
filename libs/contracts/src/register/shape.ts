import { z } from 'zod';
import type { Field } from './field.js';

/** Lists of the register whose entries can be told apart by their key alone. Parts of a key stand with ~ between. */
export type Fields = Record<string, Field>;

/** One list of the register: what an entry says, under which key, and to which ground it belongs. */
export interface List<F extends Fields = Fields> {
  name: string;
  /** Chinese name: of the list, its sheet and its file. */
  zh: string;
  fields: F;
  /** Names of the fields whose values, in this order, are the key. */
  key: readonly (keyof F & string)[];
  /** The fields that say where an entry belongs, the first that is filled counts; none: the whole district's. */
  ground: readonly (keyof F & string)[];
  /** Set by the register itself and never by people, e.g. the UUID other services know a thing by. */
  identified?: boolean;
  entry: z.ZodObject<{ [K in keyof F]: F[K]['schema'] }>;
}

export const BETWEEN_KEYS = '~';

export function list<F extends Fields>(own: Omit<List<F>, 'entry'>): List<F> {
  const shape = Object.fromEntries(Object.entries(own.fields).map(([name, field]) => [name, field.schema]));
  return { ...own, entry: z.strictObject(shape) as unknown as List<F>['entry'] };
}

export type EntryOf<L> = L extends List<infer F> ? { [K in keyof F]: z.output<F[K]['schema']> } : never;

/** The key of an entry; a part that is null is empty. */
export function keyOf(list: Pick<List, 'key'>, entry: object): string {
  const values = entry as Record<string, string | number | null | undefined>;
  return list.key.map((name) => String(values[name] ?? '')).join(BETWEEN_KEYS);
}

/** The area code an entry belongs to; null: the whole district. */
export function groundOf(list: Pick<List, 'ground'>, entry: object): string | null {
  const values = entry as Record<string, unknown>;
  for (const name of list.ground) {
    const value = values[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string' && first !== '') return first;
  }
  return null;
}
