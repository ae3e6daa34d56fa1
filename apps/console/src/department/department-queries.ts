import { useQuery } from '@tanstack/react-query';
import type { Department } from '../api.js';
import { read } from '../http/call.js';

/** Departments and categories change rarely; an hour is soon enough. */
const SLOW_MS = 3_600_000;

export function useDepartments() {
  return useQuery({
    queryKey: ['departments'],
    staleTime: SLOW_MS,
    queryFn: async ({ signal }) => (await read<{ items: Department[] }>('/api/departments', {}, signal)).items,
  });
}

/** Name for an id; a short piece of the id until the list is there. */
export function useDepartmentNames(): (id: string) => string {
  const { data } = useDepartments();
  const names = new Map(data?.map((department) => [department.id, department.name]));
  return (id) => names.get(id) ?? `部门 ${id.slice(-6)}`;
}
