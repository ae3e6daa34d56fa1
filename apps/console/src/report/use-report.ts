import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Grade } from '@shaodao/domain/policy';
import type { CaseSnapshot } from '../api.js';
import { keepCase } from '../case/case-queries.js';
import { send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import type { KeptDraft } from './report-draft.js';

interface Report {
  title: string;
  description: string;
  categoryCode: string;
  grade: Grade;
  place: { gridId: string } | { location: { lng: number; lat: number } };
}

/**
 * 报事. One id for as long as the answer is unknown, even if the words are changed meanwhile: were it a new one,
 * a report whose answer got lost would become two cases. A refused report is gone and the next gets an id of its own.
 */
export function useReport({ draft: { id }, renewId, end }: KeptDraft) {
  const client = useQueryClient();
  const report = useMutation({
    mutationFn: ({ place, ...words }: Report) =>
      send<CaseSnapshot>('POST', '/api/cases', { body: { id, ...words, ...place } }),
    onSuccess: (snapshot) => {
      end();
      keepCase(client, snapshot);
    },
    onError: (error) => {
      if (!isProblem(error) || error.mayRepeat) return;
      // KEY_REUSED is a report that arrived: the next visit begins a new one.
      if (error.code === 'KEY_REUSED') end();
      else renewId();
    },
  });
  // The first sending arrived after all, with the words it had then.
  const keptId = isProblem(report.error) && report.error.code === 'KEY_REUSED' ? id : undefined;
  return { ...report, keptId };
}
