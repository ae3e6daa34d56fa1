import type { httpDuty, httpFairness, httpGaps, httpShifts } from '@shaodao/contracts/http-duty';
import type { HttpMyDuty } from '@shaodao/contracts/http-my-duty';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { read, send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { useKeptKey } from '../key/use-kept-key.js';
import type { DutyPost } from './duty-chain.js';

export type OnDuty = z.output<typeof httpDuty>;
export type Shifts = z.output<typeof httpShifts>;
export type Shift = Shifts['items'][number];
export type Gaps = z.output<typeof httpGaps>;
export type Gap = Gaps['items'][number];
export type Fairness = z.output<typeof httpFairness>;
export type MyDuty = HttpMyDuty;
export type MyShift = MyDuty['shifts'][number];
export type MySwap = MyDuty['swaps'][number];

const DUTY = ['duty'] as const;
/** A shift ends without anybody pressing anything; so does a colleague's answer come. */
const RENEWED_MS = 60_000;

/** Who is on duty now in each of these posts, in their order. */
export function useOnDuty(posts: readonly DutyPost[]) {
  return useQueries({
    queries: posts.map(({ role, areaCode, departmentId }) => ({
      queryKey: [...DUTY, 'now', role, areaCode, departmentId],
      refetchInterval: RENEWED_MS,
      queryFn: ({ signal }: { signal: AbortSignal }) => read<OnDuty>('/api/duty', { role, areaCode, departmentId }, signal),
    })),
  });
}

export function useMyDuty() {
  return useQuery({
    queryKey: [...DUTY, 'mine'],
    refetchInterval: RENEWED_MS,
    queryFn: ({ signal }) => read<MyDuty>('/api/duty/mine', {}, signal),
  });
}

/** Of a roster between two instants; empty roster: not asked. */
interface OfRoster {
  roster: string;
  from: string;
  until: string;
}

export function useShifts(asked: OfRoster) {
  return useQuery({
    queryKey: [...DUTY, 'shifts', asked],
    enabled: asked.roster !== '',
    queryFn: ({ signal }) => read<Shifts>('/api/duty/shifts', { ...asked }, signal),
  });
}

export function useFairness(asked: OfRoster, enabled: boolean) {
  return useQuery({
    queryKey: [...DUTY, 'fairness', asked],
    enabled: enabled && asked.roster !== '',
    queryFn: ({ signal }) => read<Fairness>('/api/duty/fairness', { ...asked }, signal),
  });
}

export function useGaps(areaCode: string) {
  return useQuery({
    queryKey: [...DUTY, 'gaps', areaCode],
    refetchInterval: RENEWED_MS,
    queryFn: ({ signal }) => read<Gaps>('/api/duty/gaps', { areaCode }, signal),
  });
}

interface Span {
  from: string;
  until: string;
}
export interface Wish {
  roster: string;
  give: Span;
  take: Span | null;
  with: string;
}

/** 换班: asks a colleague. */
export function useAskSwap() {
  const client = useQueryClient();
  const { keyFor, forget } = useKeptKey();
  return useMutation({
    mutationFn: (wish: Wish) => send('POST', '/api/duty/swaps', { body: wish, key: keyFor(wish) }),
    onSuccess: () => {
      forget();
      return client.invalidateQueries({ queryKey: DUTY });
    },
    onError: (error) => {
      if (!(isProblem(error) && error.mayRepeat)) forget();
    },
  });
}

export type SwapAnswer = 'accept' | 'decline' | 'withdraw';

/** The same answer again changes nothing, so it needs no key. */
export function useAnswerSwap(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: SwapAnswer) => send('POST', `/api/duty/swaps/${encodeURIComponent(code)}/${action}`),
    onSettled: () => client.invalidateQueries({ queryKey: DUTY }),
  });
}
