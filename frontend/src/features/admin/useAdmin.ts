import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { useTopic } from '../../realtime/useTopic';

/** A sorted table of the server, page by page; asked for anew at intervals where nothing tells of changes. */
export function usePages<Page extends { next?: string | number | null | undefined }>(
  key: readonly string[],
  ask: (after: string | undefined, signal: AbortSignal) => Promise<Page>,
  everyMillis?: number,
) {
  return useInfiniteQuery({
    queryKey: ['admin', ...key],
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) =>
      page.next === null || page.next === undefined ? undefined : String(page.next),
    // What is shown stays until the answer to the next question is there.
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: everyMillis ?? false,
  });
}

/** Something that is done to others; afterwards every table is asked for anew. */
export function useDeed<Given, Answer>(
  deed: (given: Given) => Promise<Answer>,
  then?: (answer: Answer) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: (answer) => then?.(answer),
    onSettled: () => queries.invalidateQueries({ queryKey: ['admin'] }),
  });
}

/** Hears what the server tells those who run it, while this is mounted. Whether it refuses to tell. */
export function useAdminTopic<T extends z.ZodType>(
  topic: 'cases' | 'figures' | 'sanctions',
  schema: T,
  onFrame: (frame: z.output<T>) => void,
): boolean {
  return useTopic(`/topic/admin/${topic}`, schema, onFrame);
}
