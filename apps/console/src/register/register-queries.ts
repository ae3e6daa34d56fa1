import type { ListName } from '@shaodao/contracts/register/lists';
import type { HistoryLine as Line, KeptEntry as Kept } from '@shaodao/contracts/register/requests';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Page } from '../api.js';
import { read, send, type Query } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { useKeptKey } from '../key/use-kept-key.js';
import { heard, spoken, type Said } from './entry-shape.js';

export type KeptEntry = Omit<Kept, 'effectiveAt'> & { effectiveAt: string };
export type HistoryLine = Omit<Line, 'effectiveAt' | 'recordedAt'> & { effectiveAt: string; recordedAt: string };

const REGISTER = ['register'] as const;
/** Areas, departments and rosters are offered as a whole; a district has fewer than this of each. */
const WHOLE = 500;
const SLOW_MS = 300_000;

function pathOf(list: ListName, key?: string): string {
  return `/api/register/${list}${key === undefined ? '' : `/${encodeURIComponent(key)}`}`;
}

function kept(list: ListName, answer: KeptEntry): KeptEntry {
  return { ...answer, entry: heard(list, answer.entry) };
}

export interface Asked extends Query {
  /** ISO 8601; empty: now. */
  asOf: string;
  areaCode: string;
  /** A list begins behind this key. */
  after: string;
}

/** Page by page, in order of key. */
export function useEntries(list: ListName, { after, ...filter }: Asked) {
  return useInfiniteQuery({
    queryKey: [...REGISTER, list, 'list', filter, after],
    initialPageParam: after,
    queryFn: async ({ pageParam, signal }): Promise<Page<KeptEntry>> => {
      const page = await read<Page<KeptEntry>>(pathOf(list), { ...filter, cursor: pageParam, limit: 50 }, signal);
      return { ...page, items: page.items.map((item) => kept(list, item)) };
    },
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** A short list as a whole, to choose from. */
export function useWholeList(list: ListName, enabled = true) {
  return useQuery({
    queryKey: [...REGISTER, list, 'whole'],
    enabled,
    staleTime: SLOW_MS,
    queryFn: async ({ signal }) => {
      const found: KeptEntry[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Page<KeptEntry> = await read<Page<KeptEntry>>(pathOf(list), { limit: WHOLE, cursor }, signal);
        found.push(...page.items.map((item) => kept(list, item)));
        cursor = page.nextCursor;
      }
      return found;
    },
  });
}

/** `asOf` empty: now. */
export function useEntry(list: ListName, key: string, asOf = '') {
  return useQuery({
    queryKey: [...REGISTER, list, 'entry', key, asOf],
    queryFn: async ({ signal }) => kept(list, await read<KeptEntry>(pathOf(list, key), { asOf }, signal)),
  });
}

/** Newest first. */
export function useHistory(list: ListName, key: string) {
  return useQuery({
    queryKey: [...REGISTER, list, 'history', key],
    queryFn: async ({ signal }) => {
      const { items } = await read<{ items: HistoryLine[] }>(`${pathOf(list, key)}/history`, {}, signal);
      return items.map((line) => ({ ...line, entry: line.entry === null ? null : heard(list, line.entry) }));
    },
  });
}

export interface Change {
  key: string;
  /** Null: it ends. */
  said: Said | null;
  reason: string;
  /** ISO 8601; left out: now. */
  effectiveAt?: string;
}

/** Says something under a key, or ends it. */
export function useChange(list: ListName) {
  const client = useQueryClient();
  const { keyFor, forget } = useKeptKey();
  return useMutation({
    mutationFn: ({ key, said, ...why }: Change) => {
      const body = said === null ? why : { ...why, entry: spoken(list, said) };
      const sending = { body, key: keyFor({ list, key, body }) };
      return said === null ? send('POST', `${pathOf(list, key)}/end`, sending) : send('PUT', pathOf(list, key), sending);
    },
    onSuccess: () => {
      forget();
      // An entry says something about others too: a post about its person, a shift about its roster.
      return client.invalidateQueries({ queryKey: REGISTER });
    },
    onError: (error) => {
      if (!(isProblem(error) && error.mayRepeat)) forget();
    },
  });
}

/** Personal values in full, shown to this screen alone and kept nowhere on it. */
export function useUnmask(list: ListName, key: string) {
  return useMutation({
    mutationFn: async (reason: string) =>
      kept(list, await send<KeptEntry>('POST', `${pathOf(list, key)}/unmask`, { body: { reason } })),
    gcTime: 0,
  });
}

/** Is there an entry under this key now? One that may not be seen stands too. */
export async function stands(client: QueryClient, list: ListName, key: string): Promise<boolean> {
  try {
    await client.fetchQuery({ queryKey: [...REGISTER, list, 'stands', key], staleTime: 0, queryFn: () => read<KeptEntry>(pathOf(list, key)) });
    return true;
  } catch (error) {
    if (isProblem(error) && error.code === 'NOT_FOUND') return false;
    if (isProblem(error) && error.code === 'FORBIDDEN') return true;
    throw error;
  }
}
