import type { ErrorCode } from '@shaodao/contracts/errors';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MY_CARDS } from '../activation/activation-queries.js';
import type { TaskCard } from '../api.js';
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

type Answer = { onSite: boolean; location: Place | null } | { task: string };

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

export function isRefused(error: unknown, ...codes: ErrorCode[]): boolean {
  return isProblem(error) && codes.includes(error.code);
}
