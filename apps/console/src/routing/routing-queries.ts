import type { httpRouteExplanation, httpRouteQuestion } from '@shaodao/contracts/http-routing';
import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import { send } from '../http/call.js';

export type RouteQuestion = z.input<typeof httpRouteQuestion>;
export type RouteExplanation = z.output<typeof httpRouteExplanation>;
export type Considered = RouteExplanation['considered'][number];

/** 试算: nothing is sent. */
export function useExplain() {
  return useMutation({ mutationFn: (question: RouteQuestion) => send<RouteExplanation>('POST', '/api/routing/explain', { body: question }) });
}
