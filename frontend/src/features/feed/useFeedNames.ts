import { useQuery } from '@tanstack/react-query';
import { http } from '../../http/httpClient';
import { feedNames } from './feed';

/** The feeds that I may read, the shipped ones first. */
export function useFeedNames() {
  return useQuery({
    queryKey: ['feeds'],
    queryFn: async ({ signal }) => {
      const { feeds } = await http.get('/api/feeds', feedNames, signal);
      const shipped = ['clock', 'quotes'];
      return [
        ...shipped.filter((name) => feeds.includes(name)),
        ...feeds.filter((name) => !shipped.includes(name)),
      ];
    },
    staleTime: 0,
  });
}
