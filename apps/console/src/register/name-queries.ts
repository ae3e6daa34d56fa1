import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { useQueries } from '@tanstack/react-query';
import { read } from '../http/call.js';
import { fieldsOf, listNamed, partsOf, refsIn, type Said } from './entry-shape.js';

/** As many keys of 40 characters keep the address under 4 kB. */
const AT_ONCE = 80;
const SLOW_MS = 300_000;

/** The name of an entry of a list; null until it is known, and where it has none. */
export type NameOf = (list: ListName, key: string) => string | null;

/** Names of everything these entries refer to in these fields. */
export function useNamesIn(list: ListName, entries: readonly Said[], columns: readonly string[]): NameOf {
  const keys = new Map<ListName, Set<string>>();
  for (const [name, field] of fieldsOf(list)) {
    if (field.refersTo === undefined || !columns.includes(name)) continue;
    for (const key of entries.flatMap((entry) => refsIn(field, entry[name]))) {
      want(keys, listNamed(field.refersTo, key), key);
    }
  }
  return useNames(keys);
}

/** What has no name of its own is called by what its key is made of. */
function want(keys: Map<ListName, Set<string>>, list: ListName, key: string): void {
  if ('name' in listOf(list).fields) {
    keys.set(list, (keys.get(list) ?? new Set()).add(key));
    return;
  }
  for (const { part, field } of partsOf(list, key)) {
    if (field?.refersTo !== undefined) want(keys, listNamed(field.refersTo, part), part);
  }
}

/** Names of these keys of one list. */
export function useNamesOf(keys: readonly { list: ListName; key: string }[]): NameOf {
  const wanted = new Map<ListName, Set<string>>();
  for (const { list, key } of keys) want(wanted, list, key);
  return useNames(wanted);
}

function useNames(keys: ReadonlyMap<ListName, ReadonlySet<string>>): NameOf {
  const asked = [...keys].flatMap(([list, wanted]) => {
    const some = [...wanted].filter((key) => !key.includes(',')).sort();
    return Array.from({ length: Math.ceil(some.length / AT_ONCE) }, (_, at) => ({ list, some: some.slice(at * AT_ONCE, (at + 1) * AT_ONCE) }));
  });
  const found = useQueries({
    queries: asked.map(({ list, some }) => ({
      queryKey: ['register', list, 'names', some],
      staleTime: SLOW_MS,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        read<Record<string, string>>('/api/register/names', { list, keys: some.join(',') }, signal),
    })),
  });
  return (list, key) => {
    const at = asked.findIndex((one) => one.list === list && one.some.includes(key));
    return found[at]?.data?.[key] ?? null;
  };
}
