import type { ErrorCode } from '@shaodao/contracts/errors';
import { TEAM_CODE_MS } from '@shaodao/domain/activation/on-site';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MY_CARDS } from '../activation/activation-queries.js';
import type { TaskCard, TeamCode } from '../api.js';
import type { Place } from '../grid-map/use-device-place.js';
import { send } from '../http/call.js';
import { isProblem } from '../http/problem.js';

/** The level may change and it may end; who is called need not look twice a second. */
const REFRESH_MS = 30_000;
/** An answer given where the network is weak is given again by itself: once is as good as often. */
const REPEATS = 4;

function cardKey(id: string, token: string | null) {
  return ['card', id, token] as const;
}
function said(token: string | null): { token?: string } {
  return token === null ? {} : { token };
}

export function useCard(id: string, token: string | null) {
  return useQuery({
    queryKey: cardKey(id, token),
    queryFn: ({ signal }) => send<TaskCard>('POST', `/api/activations/${id}/card`, { body: said(token), signal }),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.phase === 'ended' ? false : REFRESH_MS),
  });
}

/** What shows that somebody is on site: one of the two. */
export type Shown = { location: Place & { accuracyMetres: number }; teamCode: null } | { location: null; teamCode: string };
export const NOT_HERE = { onSite: false, location: null, teamCode: null };

type Answer = typeof NOT_HERE | ({ onSite: true } & Shown) | { task: string };

/** 我已收到, 到岗 and done tasks; each is answered by the card after it. */
export function useAnswer(id: string, token: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (answer: Answer) =>
      'task' in answer
        ? send<TaskCard>('POST', `/api/activations/${id}/tasks/${encodeURIComponent(answer.task)}/finish`, { body: said(token) })
        : send<TaskCard>('POST', `/api/activations/${id}/acknowledge`, { body: { ...said(token), ...answer } }),
    networkMode: 'always',
    retry: (count, error) => isProblem(error) && error.mayRepeat && count < REPEATS,
    onSuccess: (card) => {
      client.setQueryData(cardKey(id, token), card);
      return client.invalidateQueries({ queryKey: MY_CARDS });
    },
    // Whoever was let go meanwhile is told so by the card.
    onError: (error) => (isRefused(error, 'WRONG_STAGE') ? client.invalidateQueries({ queryKey: cardKey(id, token) }) : undefined),
  });
}

/** Where it could not be renewed it is tried again this soon. */
const CODE_AGAIN_MS = 15_000;

/** 到岗码 of a team. Renewed by itself, also while the page lies behind another, until it is refused. */
export function useTeamCode(id: string, teamNo: number, token: string | null) {
  return useQuery({
    queryKey: ['team-code', id, teamNo, token],
    gcTime: 0,
    queryFn: ({ signal }) => send<TeamCode>('POST', `/api/activations/${id}/team-code`, { body: { ...said(token), teamNo }, signal }),
    refetchIntervalInBackground: true,
    refetchInterval: ({ state: { error } }) => {
      if (error === null) return TEAM_CODE_MS / 2;
      return isProblem(error) && !error.mayRepeat ? false : CODE_AGAIN_MS;
    },
  });
}

export function isRefused(error: unknown, ...codes: ErrorCode[]): boolean {
  return isProblem(error) && codes.includes(error.code);
}
