import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Account, Session } from '../../http/wire';
import { accountApi } from './accountApi';

const sessionKey = ['session'] as const;

/** Who I am, asked once; afterwards what was told by {@link useSessionChange}. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => accountApi.session(signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 2,
  });
}

interface SessionChange {
  /** Asks the server anew who I am: after signing in, whose CSRF token is another. */
  begin: () => Promise<void>;
  /** Nobody is signed in any more: nothing that was known stays. */
  end: () => void;
  /** I look different now. */
  update: (account: Account) => void;
}

export function useSessionChange(): SessionChange {
  const queries = useQueryClient();
  return {
    begin: useCallback(async () => {
      const session = await accountApi.session();
      queries.setQueryData(sessionKey, session);
    }, [queries]),
    end: useCallback(() => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
      queries.setQueryData<Session>(sessionKey, (session) => session && { ...session, account: null });
    }, [queries]),
    update: useCallback(
      (account) => queries.setQueryData<Session>(sessionKey, (session) => session && { ...session, account }),
      [queries],
    ),
  };
}
