import { useQuery } from '@tanstack/react-query';
import type { Category } from '../api.js';
import { read } from '../http/call.js';

export function useCategories() {
  return useQuery({
    queryKey: ['categories'],
    staleTime: 3_600_000,
    queryFn: async ({ signal }) => (await read<{ items: Category[] }>('/api/categories', {}, signal)).items,
  });
}
