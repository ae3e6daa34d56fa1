import { keepPreviousData, useInfiniteQuery, useQuery, type QueryClient } from '@tanstack/react-query';
import type { CaseClock, CaseEvent, CaseRow, Duplicate, CaseSnapshot, DeadlineRecord, Page } from '../api.js';
import { read, type Query } from '../http/call.js';

/** Every list of cases; one case has a key of its own, so that it is asked anew only when it moved. */
export const CASES = ['cases'] as const;
/** One case with its events and deadlines. */
export function caseKey(id: string): readonly string[] {
  return ['case', id];
}

export function isCase(data: unknown): data is CaseSnapshot {
  return typeof data === 'object' && data !== null && 'version' in data;
}

/** One case with its events and deadlines, and every list it may stand in. */
export function askCaseAnew(client: QueryClient, id: string): void {
  void client.invalidateQueries({ queryKey: caseKey(id) });
  void client.invalidateQueries({ queryKey: CASES });
}

/** Shows the answer to a write. A repeat gets the first answer, so it may be older than what is seen: then that stays. */
export function keepCase(client: QueryClient, answer: CaseSnapshot): void {
  client.setQueryData<CaseSnapshot>(caseKey(answer.id), (seen) =>
    seen !== undefined && seen.version > answer.version ? seen : answer,
  );
  askCaseAnew(client, answer.id);
}

/** A list by time left, page by page; `filter` as GET /api/cases takes it. */
export function useCases(filter: Query, enabled = true) {
  return useInfiniteQuery({
    queryKey: [...CASES, filter],
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => read<Page<CaseRow>>('/api/cases', { ...filter, cursor: pageParam }, signal),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** GET of one case; also used where a key press needs its `allowedCommands`. */
export function caseQuery(id: string) {
  return {
    queryKey: caseKey(id),
    queryFn: ({ signal }: { signal: AbortSignal }) => read<CaseSnapshot>(`/api/cases/${id}`, {}, signal),
  };
}
export function useCase(id: string) {
  return useQuery(caseQuery(id));
}

export function useCaseEvents(id: string) {
  return useQuery({
    queryKey: [...caseKey(id), 'events'],
    queryFn: async ({ signal }) => (await read<{ items: CaseEvent[] }>(`/api/cases/${id}/events`, {}, signal)).items,
  });
}

export function useCaseDeadlines(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...caseKey(id), 'deadlines'],
    enabled,
    queryFn: async ({ signal }) =>
      (await read<{ items: DeadlineRecord[] }>(`/api/cases/${id}/deadlines`, {}, signal)).items,
  });
}

/** A clock that runs is read anew this often. */
const CLOCK_MS = 60_000;

/** 用时: who used how much, up to its `at`. */
export function useCaseClock(id: string, runs: boolean) {
  return useQuery({
    queryKey: [...caseKey(id), 'clock'],
    refetchInterval: runs ? CLOCK_MS : false,
    queryFn: ({ signal }) => read<CaseClock>(`/api/cases/${id}/clock`, {}, signal),
  });
}

/** Open cases that may be the same one. Suggestions only: where they cannot be had there are none. */
export function useDuplicates(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...caseKey(id), 'duplicates'],
    enabled,
    retry: false,
    queryFn: async ({ signal }) => (await read<{ items: Duplicate[] }>(`/api/cases/${id}/duplicates`, {}, signal)).items,
  });
}
