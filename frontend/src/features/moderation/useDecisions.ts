import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTopic } from '../../realtime/useTopic';
import { decisionChanged, topicOf, type Scope } from './caseApi';

/** Under this is kept what those see who moderate. */
export const decisionsKey = 'decisions';

/** Something that is decided; afterwards all that shows decisions is asked for anew. */
export function useDecision<Given, Answer>(
  decide: (given: Given) => Promise<Answer>,
  then?: (answer: Answer) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSuccess: (answer) => then?.(answer),
    onSettled: () => queries.invalidateQueries({ queryKey: [decisionsKey] }),
  });
}

/** Asks anew for what the server says was decided there, while this is mounted, and for all of it after a pause. */
export function useDecisionsKeptCurrent(scope: Scope, what: 'cases' | 'sanctions'): void {
  const queries = useQueryClient();
  const renew = () => void queries.invalidateQueries({ queryKey: [decisionsKey] });
  useTopic(topicOf(scope, what), decisionChanged, renew, renew);
}
