import { useQuery } from '@tanstack/react-query';
import type { Me } from '../api.js';
import { setServerTime } from '../clock/server-clock.js';
import { read } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { ME } from '../http/query-client.js';

/** Who is signed in; null when nobody is. Sets the server clock. */
export function useMe() {
  return useQuery({
    queryKey: ME,
    queryFn: async ({ signal }): Promise<Me | null> => {
      const sentAt = Date.now();
      try {
        const me = await read<Me>('/api/me', {}, signal);
        setServerTime(me.serverTime, sentAt);
        return me;
      } catch (error) {
        if (isProblem(error) && error.code === 'UNAUTHENTICATED') return null;
        throw error;
      }
    },
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  });
}

/** Inside the signed-in pages there is always somebody. */
export function useSignedIn(): Me {
  const { data } = useMe();
  if (data === undefined || data === null) throw new Error('a page of the signed-in was shown to nobody');
  return data;
}
