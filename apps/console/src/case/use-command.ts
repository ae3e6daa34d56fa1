import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseAct, CaseSnapshot } from '../api.js';
import { send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { useKeptKey } from '../key/use-kept-key.js';
import { askCaseAnew, keepCase } from './case-queries.js';

/** An act with the button it came from, so that a repeat is the very same and no other button answers for it. */
export interface Given {
  actionId: string;
  /** The button's word, e.g. 返工. */
  words: string;
  act: CaseAct;
}

/**
 * A command on a case. A repeat of the same act after no answer or a fault goes out under the same key;
 * a refusal ends the wish, and the case is asked anew: the screen was behind it.
 */
export function useCommand(caseId: string) {
  const client = useQueryClient();
  const { keyFor, forget } = useKeptKey();
  return useMutation({
    mutationFn: ({ act }: Given) =>
      send<CaseSnapshot>('POST', `/api/cases/${caseId}/commands`, { body: act, key: keyFor(act) }),
    onSuccess: (snapshot) => {
      forget();
      keepCase(client, snapshot);
    },
    onError: (error) => {
      if (isProblem(error) && error.mayRepeat) return;
      forget();
      askCaseAnew(client, caseId);
    },
  });
}
