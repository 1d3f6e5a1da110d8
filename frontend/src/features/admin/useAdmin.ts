import { useMutation, useQueryClient } from '@tanstack/react-query';

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
