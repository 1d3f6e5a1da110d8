import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

/** A sorted table of the server, page by page; asked for anew at intervals where nothing tells of changes. */
export function usePages<Page extends { next?: string | number | null | undefined }>(
  key: readonly string[],
  ask: (after: string | undefined, signal: AbortSignal) => Promise<Page>,
  everyMillis?: number,
) {
  return useInfiniteQuery({
    queryKey: key,
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
