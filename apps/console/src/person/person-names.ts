import { useQuery } from '@tanstack/react-query';
import { read } from '../http/call.js';

/** Ids in one question: 100 keep the address under 4 kB. */
const AT_ONCE = 100;

/** Names for the ids a screen shows; one the registry does not know stays a short piece of its id. */
export function usePersonNames(ids: readonly string[]): (id: string) => string {
  const wanted = [...new Set(ids)].sort();
  const { data } = useQuery({
    queryKey: ['names', wanted],
    enabled: wanted.length > 0,
    staleTime: 3_600_000,
    queryFn: async ({ signal }) => {
      const parts: Promise<Record<string, string>>[] = [];
      for (let from = 0; from < wanted.length; from += AT_ONCE) {
        const some = wanted.slice(from, from + AT_ONCE).join(',');
        parts.push(read<Record<string, string>>('/api/people/names', { ids: some }, signal));
      }
      return Object.assign({}, ...(await Promise.all(parts))) as Record<string, string>;
    },
  });
  return (id) => data?.[id] ?? `人员 ${id.slice(-6)}`;
}
