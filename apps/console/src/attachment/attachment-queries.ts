import { useQuery } from '@tanstack/react-query';
import type { Attachment } from '../api.js';
import { caseKey } from '../case/case-queries.js';
import { read } from '../http/call.js';

/** Evidence of a case, oldest first; asked anew with the case. */
export function useAttachments(caseId: string) {
  return useQuery({
    queryKey: [...caseKey(caseId), 'attachments'],
    queryFn: async ({ signal }) =>
      (await read<{ items: Attachment[] }>(`/api/cases/${caseId}/attachments`, {}, signal)).items,
  });
}
