import type { CallChannel } from '@shaodao/domain/activation/call-channel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallNow, CallNowAnswer } from '../api.js';
import { send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { newId } from '../key/new-id.js';
import { everyoneIn, refreshParts, type StateFilter } from './activation-queries.js';

/** As many as one question takes. */
const AT_ONCE = 1_000;

export interface Calling {
  /** Ids; empty: everybody the filter holds. */
  chosen: string[];
  channel: CallChannel;
}

interface Part {
  body: CallNow;
  key: string;
  answer: CallNowAnswer | null;
}

/**
 * A press of 立即呼叫 that was not answered to its end, by activation and list. Who is in it and under which key is settled
 * once: pressed again it goes on where it stopped, so that nobody is written to twice, and leaving the list changes nothing.
 */
const unfinished = new Map<string, Part[]>();

/** 立即呼叫. `left`: people of an earlier press whose call is not answered yet; the next press is for them alone. */
export function useCallNow(id: string, filter: StateFilter) {
  const client = useQueryClient();
  const place = JSON.stringify([id, filter.state, filter.areaCode ?? null, filter.teamNo ?? null]);
  const call = useMutation({
    mutationFn: async ({ chosen, channel }: Calling) => {
      const parts = unfinished.get(place) ?? partsOf(chosen.length === 0 ? await everyoneIn(id, filter) : chosen, channel);
      unfinished.set(place, parts);
      const sum: CallNowAnswer = { called: 0, failed: 0, unknown: 0 };
      for (const part of parts) {
        part.answer ??= await send<CallNowAnswer>('POST', `/api/activations/${id}/call`, { body: part.body, key: part.key });
        sum.called += part.answer.called;
        sum.failed += part.answer.failed;
        sum.unknown += part.answer.unknown;
      }
      return sum;
    },
    onSuccess: () => {
      // The next press is another call, if of the same people.
      unfinished.delete(place);
      return refreshParts(client, id);
    },
    onError: (error) => {
      // What is refused for good is not tried again; a session that ended comes back.
      if (isProblem(error) && !error.mayRepeat && error.code !== 'UNAUTHENTICATED') unfinished.delete(place);
    },
  });
  const waiting = call.isPending ? [] : (unfinished.get(place) ?? []);
  return { call, left: waiting.reduce((sum, { body, answer }) => sum + (answer === null ? body.people.length : 0), 0) };
}

function partsOf(people: string[], channel: CallChannel): Part[] {
  return Array.from({ length: Math.ceil(people.length / AT_ONCE) }, (_, nth) => ({
    body: { people: people.slice(nth * AT_ONCE, (nth + 1) * AT_ONCE), channel },
    key: newId(),
    answer: null,
  }));
}
