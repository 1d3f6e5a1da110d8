import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { http } from '../http/httpClient';
import { person } from '../http/wire';

const answer = z.object({ accounts: z.array(person) });

/** The people whose name begins so; nobody while nothing is typed. */
export function usePeople(start: string) {
  return useQuery({
    queryKey: ['people', start],
    queryFn: async ({ signal }) => {
      const asked = new URLSearchParams({ query: start, limit: '8' }).toString();
      return (await http.get(`/api/accounts?${asked}`, answer, signal)).accounts;
    },
    enabled: start !== '',
  });
}
