import { CodedError } from '@shaodao/contracts/errors';
import { LISTS, listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import type { Said, Standing } from './book.js';

/** key, effect, seq, body: as the database writes it in one text, which is read three times as fast as rows. */
export type Line = [key: string, effectiveAt: number, seq: number, body: Record<string, unknown> | null];

export function nameOf(list: string): ListName {
  if (!(list in LISTS)) throw new CodedError('INTERNAL', { reason: `list ${list} is unknown` });
  return list as ListName;
}

/** A whole page out of one text. */
export function linesOf(text: string | null): Line[] {
  return text === null ? [] : (JSON.parse(text) as Line[]);
}

export function saidOf(list: ListName, [key, effectiveAt, seq, body]: Line): Said {
  return { seq, list, key, effectiveAt, ...(body === null ? { id: null, entry: null } : entryIn(list, body)) };
}

export function standingOf(list: ListName, [key, from, , body]: Line): [string, Standing] {
  return [key, { from, ...entryIn(list, body ?? {}) }];
}

/** What is kept, as it is read today: a field an earlier release did not know has its usual value. */
export function entryIn(list: ListName, { id = null, ...body }: Record<string, unknown>): { id: string | null; entry: Entry } {
  for (const [name, field] of Object.entries(listOf(list).fields)) {
    if (!(name in body)) body[name] = field.schema.parse(undefined);
  }
  return { id: id as string | null, entry: body as Entry };
}
