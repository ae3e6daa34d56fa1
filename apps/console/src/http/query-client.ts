import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.js';

export const ME = ['me'] as const;

/** Reads repeat twice by themselves while the fault may pass; writes never do: a person presses 重试 with the same key. */
const READ_REPEATS = 2;

export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => signedOut(error) }),
    mutationCache: new MutationCache({ onError: (error) => signedOut(error) }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => isProblem(error) && error.mayRepeat && count < READ_REPEATS,
      },
    },
  });
  // A session that ended anywhere shows the sign-in page everywhere.
  function signedOut(error: Error): void {
    if (isProblem(error) && error.code === 'UNAUTHENTICATED') client.setQueryData(ME, null);
  }
  return client;
}
