import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NoticePage } from '../api.js';
import { read, send } from '../http/call.js';

export const NOTICES = ['notices'] as const;
/** The number on the bell; the feed sets it. */
export const UNREAD = ['unread'] as const;

export function useUnread() {
  return useQuery({
    queryKey: UNREAD,
    queryFn: async ({ signal }) => (await read<NoticePage>('/api/notices', { limit: 1 }, signal)).unread,
    staleTime: 60_000,
  });
}

export function useNotices(unreadOnly: boolean, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...NOTICES, unreadOnly],
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      read<NoticePage>('/api/notices', { unread: unreadOnly ? true : undefined, cursor: pageParam, limit: 20 }, signal),
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function useReadNotice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send<{ unread: number }>('POST', `/api/notices/${id}/read`),
    onSuccess: ({ unread }) => {
      client.setQueryData(UNREAD, unread);
      return client.invalidateQueries({ queryKey: NOTICES });
    },
  });
}
