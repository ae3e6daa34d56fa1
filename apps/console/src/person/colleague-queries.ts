import { useQuery } from '@tanstack/react-query';
import type { Colleague } from '../api.js';
import { read } from '../http/call.js';

/** People of one's own department. */
export function useColleagues() {
  return useQuery({
    queryKey: ['colleagues'],
    staleTime: 3_600_000,
    queryFn: async ({ signal }) => (await read<{ items: Colleague[] }>('/api/people/colleagues', {}, signal)).items,
  });
}
