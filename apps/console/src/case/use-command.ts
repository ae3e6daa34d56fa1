import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseAct, CaseSnapshot } from '../api.js';
import { send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { useKeptKey } from '../key/use-kept-key.js';
import { CASES, caseKey } from './case-queries.js';

/**
 * A command on a case. A repeat of the same act after no answer or a fault goes out under the same key;
 * a refusal ends the wish. A case that moved meanwhile (WRONG_STAGE) is asked anew.
 */
export function useCommand(caseId: string) {
  const client = useQueryClient();
  const { keyFor, forget } = useKeptKey();
  return useMutation({
    mutationFn: (act: CaseAct) =>
      send<CaseSnapshot>('POST', `/api/cases/${caseId}/commands`, { body: act, key: keyFor(act) }),
    onSuccess: (snapshot) => {
      forget();
      client.setQueryData(caseKey(caseId), snapshot);
      // The events and deadlines below it; the snapshot itself is already the newest.
      void client.invalidateQueries({ queryKey: caseKey(caseId), predicate: ({ queryKey }) => queryKey.length > 2 });
      void client.invalidateQueries({ queryKey: CASES });
    },
    onError: (error) => {
      if (isProblem(error) && error.mayRepeat) return;
      forget();
      if (isProblem(error) && error.code === 'WRONG_STAGE') {
        void client.invalidateQueries({ queryKey: caseKey(caseId) });
        void client.invalidateQueries({ queryKey: CASES });
      }
    },
  });
}
