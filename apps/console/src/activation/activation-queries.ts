import type { PersonState } from '@shaodao/domain/activation/person-state';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type {
  Activation,
  ActivationPress,
  ActivationPressed,
  ActivationSummary,
  ActivationTeam,
  Alert,
  CalledPerson,
  CallExplained,
  District,
  DrillScore,
  Page,
  PlanSummary,
  TaskCard,
} from '../api.js';
import { read, send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { useKeptKey } from '../key/use-kept-key.js';
import { isRunning } from './activation-words.js';

const ACTIVATIONS = ['activations'] as const;
export const ACTIVATION_LIST = [...ACTIVATIONS, 'list'] as const;
export const MY_CARDS = [...ACTIVATIONS, 'mine'] as const;
const SLOW_MS = 3_600_000;
/** The feed tells of every move; this is for what it may lose. */
const ANYWAY_MS = 15_000;
/** Teams and people are long lists: they follow more slowly than the counters. */
const LISTS_MS = 5_000;

export function activationKey(id: string) {
  return [...ACTIVATIONS, 'one', id] as const;
}
function partsKey(id: string) {
  return [...ACTIVATIONS, 'parts', id] as const;
}

/** In force or about to be, or those that are over. */
export function useActivations(live: boolean) {
  return useQuery({
    queryKey: [...ACTIVATION_LIST, live],
    refetchInterval: 2 * ANYWAY_MS,
    queryFn: async ({ signal }) => (await read<{ items: ActivationSummary[] }>('/api/activations', { live }, signal)).items,
  });
}

export function useActivation(id: string) {
  return useQuery({
    queryKey: activationKey(id),
    queryFn: ({ signal }) => read<Activation>(`/api/activations/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data === undefined || isRunning(state.data) ? ANYWAY_MS : false),
  });
}

/** 我的任务卡. A message comes with every call; asking is for what may get lost. */
export function useMyCards() {
  return useQuery({
    queryKey: MY_CARDS,
    staleTime: 4 * ANYWAY_MS,
    refetchInterval: 4 * ANYWAY_MS,
    queryFn: async ({ signal }) => (await read<{ items: TaskCard[] }>('/api/activations/mine', {}, signal)).items,
  });
}

/** All teams; a district has some hundreds. */
export function useTeams(id: string, live: boolean) {
  return useQuery({
    queryKey: [...partsKey(id), 'teams'],
    refetchInterval: live && LISTS_MS,
    queryFn: async ({ signal }) => (await read<{ items: ActivationTeam[] }>(`/api/activations/${id}/teams`, {}, signal)).items,
  });
}

export interface PeopleFilter {
  /** Without it everybody. */
  state?: PersonState | undefined;
  areaCode?: string | undefined;
  teamNo?: number | undefined;
}
/** People who are acted on are chosen by their state. */
export type StateFilter = PeopleFilter & { state: PersonState };

export function useCalledPeople(id: string, filter: PeopleFilter, live: boolean) {
  return useInfiniteQuery({
    queryKey: [...partsKey(id), 'people', filter],
    refetchInterval: live && 2 * LISTS_MS,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => read<Page<CalledPerson>>(`/api/activations/${id}/people`, { ...filter, cursor: pageParam, limit: 100 }, signal),
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Ids of everybody a filter holds, for an act on all of them. */
export async function everyoneIn(id: string, filter: PeopleFilter): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<CalledPerson> = await read<Page<CalledPerson>>(`/api/activations/${id}/people`, { ...filter, cursor, limit: 500 });
    found.push(...page.items.map(({ personId }) => personId));
    cursor = page.nextCursor;
  }
  return found;
}

export function useCallExplained(id: string, personId: string) {
  return useQuery({
    queryKey: [...partsKey(id), 'explained', personId],
    queryFn: ({ signal }) => read<CallExplained>(`/api/activations/${id}/people/${personId}`, {}, signal),
  });
}

export function useScore(id: string, enabled: boolean) {
  return useQuery({ queryKey: [...partsKey(id), 'score'], enabled, queryFn: ({ signal }) => read<DrillScore>(`/api/activations/${id}/score`, {}, signal) });
}

export function usePlans() {
  return useQuery({ queryKey: ['plans'], staleTime: 60_000, queryFn: async ({ signal }) => (await read<{ items: PlanSummary[] }>('/api/plans', {}, signal)).items });
}

/** Alerts that propose something, for command seats. */
export function useOpenAlerts() {
  return useQuery({ queryKey: ['alerts'], refetchInterval: ANYWAY_MS, queryFn: async ({ signal }) => (await read<{ items: Alert[] }>('/api/alerts', {}, signal)).items });
}

export function useAlert(id: string | null) {
  return useQuery({ queryKey: ['alerts', id], enabled: id !== null, queryFn: ({ signal }) => read<Alert>(`/api/alerts/${id}`, {}, signal) });
}

export function useDistrict() {
  return useQuery({ queryKey: ['district'], staleTime: SLOW_MS, queryFn: ({ signal }) => read<District>('/api/districts/current', {}, signal) });
}

/** 一键启动. No key is needed: a second press joins the first. */
export function usePress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (press: ActivationPress) => send<ActivationPressed>('POST', '/api/activations', { body: press }),
    onSuccess: ({ activation }) => keepActivation(client, activation),
  });
}

interface Act {
  /** Behind the address of the activation, e.g. `confirm`. */
  path: string;
  body: unknown;
}

/** An act on an activation, answered by how it stands after it. The same wish keeps its key until it was answered. */
export function useAct(id: string) {
  const client = useQueryClient();
  const { keyFor, forget } = useKeptKey();
  return useMutation({
    mutationFn: ({ path, body }: Act) => send<Activation>('POST', `/api/activations/${id}/${path}`, { body, key: keyFor({ path, body }) }),
    onSuccess: (answer) => {
      forget();
      keepActivation(client, answer);
      return client.invalidateQueries({ queryKey: partsKey(id) });
    },
    onError: (error) => {
      if (!(isProblem(error) && error.mayRepeat)) forget();
      if (isProblem(error) && error.code === 'WRONG_STAGE') void client.invalidateQueries({ queryKey: activationKey(id) });
    },
  });
}

function keepActivation(client: QueryClient, activation: Activation): void {
  client.setQueryData(activationKey(activation.id), activation);
  void client.invalidateQueries({ queryKey: ACTIVATION_LIST });
}

/** People were called or excused: their lists are asked anew. */
export function refreshParts(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: partsKey(id) });
}
