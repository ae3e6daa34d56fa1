import { z } from 'zod';
import { heardTime, isoTime } from './gateway.js';
import { listOf, type ListName } from './register/lists.js';
import { changeReason, entryKey, historyLine, keptEntry, listName, NAMES_MOST } from './register/requests.js';
import { areaCode } from './shapes.js';

/** What the gateway says and hears about the register over HTTP; see `gateway.ts`. */

/** One list's shapes, each under its own name in the OpenAPI document. */
export function httpListOf(name: ListName) {
  const { entry, fields, zh } = listOf(name);
  const id = name[0]?.toUpperCase() + name.slice(1);
  const moments = Object.entries(fields).filter(([, field]) => field.instant === true);
  const heard = z.strictObject({
    ...entry.shape,
    ...Object.fromEntries(moments.map(([field, { required }]) => [field, required ? heardTime : heardTime.nullable().default(null)])),
  });
  const said = entry.extend(Object.fromEntries(moments.map(([field, { required }]) => [field, required ? isoTime : isoTime.nullable()])));
  const kept = keptEntry.extend({ effectiveAt: isoTime, entry: said }).meta({ id: `Register${id}`, description: zh });
  return {
    kept,
    written: kept.extend({ entry: said.nullable() }).meta({ id: `Register${id}Written`, description: `${zh}: entry is null where it has ended` }),
    page: z.object({ items: z.array(kept), nextCursor: z.string().nullable() }).meta({ id: `Register${id}Page` }),
    history: z
      .object({ items: z.array(historyLine.extend({ effectiveAt: isoTime, recordedAt: isoTime, entry: said.nullable() })) })
      .meta({ id: `Register${id}History`, description: 'Everything ever said under a key, newest first' }),
    change: z
      .strictObject({ entry: heard, reason: changeReason, effectiveAt: heardTime.optional() })
      .meta({ id: `Register${id}Change`, description: 'What is said from effectiveAt on, without it from now; and why' }),
  };
}

export const httpEnding = z.strictObject({ reason: changeReason, effectiveAt: heardTime.optional() }).meta({ id: 'RegisterEnding' });
export const httpUnmasking = z.strictObject({ reason: changeReason }).meta({ id: 'RegisterUnmasking' });

export const listQuery = z.strictObject({
  asOf: heardTime.optional(),
  areaCode: areaCode.optional(),
  cursor: entryKey.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const asOfQuery = z.strictObject({ asOf: heardTime.optional() });

/** Keys with commas between. */
export const registerNamesQuery = z.strictObject({
  list: listName,
  keys: z.string().min(1, 'at least one key').transform((keys) => keys.split(',')).pipe(z.array(entryKey).max(NAMES_MOST)),
});
export const httpRegisterNames = z.record(z.string(), z.string()).meta({ id: 'RegisterNames', description: 'Name by key, of what has one and may be seen' });
