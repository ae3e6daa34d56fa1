import { z } from 'zod';
import { request } from '../contract.js';
import { actor, areaCode, instant, uuid, words } from '../shapes.js';
import { LIST_NAMES } from './lists.js';

/** What registry answers about its register: every list, as of any instant, with the history of every entry. */

export const listName = z.enum(LIST_NAMES);
export const KEY_MOST = 300;
export const entryKey = z.string().min(1).max(KEY_MOST);
export const REASON_MAX = 500;

/** What an entry says; its shape is the list's own and is judged by registry. Personal values are masked. */
const said = z.record(z.string(), z.unknown());

/** `effectiveAt` is the instant since which the entry says this. `id` is the UUID other services know it by, where it has one. */
export const keptEntry = z.object({ key: entryKey, effectiveAt: instant, id: uuid.nullable(), entry: said });
export type KeptEntry = z.output<typeof keptEntry>;

/** `asOf` null: now. Only what the asker may see is listed, in order of key; `areaCode` narrows it to what lies in an area. */
export const readList = request({
  subject: 'registry.register.list',
  input: z.object({
    actor,
    list: listName,
    asOf: instant.nullable(),
    areaCode: areaCode.optional(),
    cursor: entryKey.optional(),
    limit: z.int().min(1).max(500),
  }),
  output: z.object({ items: z.array(keptEntry), nextCursor: z.string().nullable() }),
  refusals: ['INVALID'],
});

export const readEntry = request({
  subject: 'registry.register.get',
  input: z.object({ actor, list: listName, key: entryKey, asOf: instant.nullable() }),
  output: keptEntry,
  refusals: ['NOT_FOUND', 'FORBIDDEN'],
});

export const CHANGE_ORIGINS = ['seed', 'write', 'import', 'reshape', 'timer'] as const;
export const historyLine = z.object({
  seq: z.int(),
  effectiveAt: instant,
  recordedAt: instant,
  changeId: uuid,
  /** Null: the software itself. */
  authorId: uuid.nullable(),
  origin: z.enum(CHANGE_ORIGINS),
  reason: z.string(),
  /** Null: it ended with this change. */
  entry: said.nullable(),
});
export type HistoryLine = z.output<typeof historyLine>;

/** Everything that was ever said under a key, newest first. */
export const readHistory = request({
  subject: 'registry.register.history',
  input: z.object({ actor, list: listName, key: entryKey }),
  output: z.object({ items: z.array(historyLine) }),
  refusals: ['NOT_FOUND', 'FORBIDDEN'],
});

export const changeReason = words(REASON_MAX);

/**
 * Says something under a key from `effectiveAt` on (null: now), or ends it (`entry` null). A repeat with the same `key` of
 * the asker is answered as the first time, other content under it is KEY_REUSED. A masked value that stands is kept as it is.
 * INVALID names the field: of the entry, `effectiveAt` in the past or before a change already scheduled for the key.
 */
export const writeEntry = request({
  subject: 'registry.register.write',
  input: z.object({ actor, key: z.string().nullable(), list: listName, entryKey, entry: said.nullable(), effectiveAt: instant.nullable(), reason: changeReason }),
  output: keptEntry.extend({ entry: said.nullable() }),
  refusals: ['INVALID', 'FORBIDDEN', 'NOT_FOUND', 'KEY_REUSED'],
});

/** A value that is masked elsewhere, in full. Who asked, for what reason, is kept. */
export const unmaskEntry = request({
  subject: 'registry.register.unmask',
  input: z.object({ actor, list: listName, key: entryKey, reason: changeReason }),
  output: keptEntry,
  refusals: ['NOT_FOUND', 'FORBIDDEN'],
});

/** Names asked for at once. */
export const NAMES_MOST = 100;
/** What things are called now, by key: of those that have a name and that the asker may see. */
export const readNames = request({
  subject: 'registry.register.names',
  input: z.object({ actor, list: listName, keys: z.array(entryKey).min(1).max(NAMES_MOST) }),
  output: z.object({ names: z.record(z.string(), z.string()) }),
  refusals: ['INVALID'],
});
