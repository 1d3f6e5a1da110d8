import { problemOf, type Problem } from '../http/problem';
import { sleep } from './sleep';

const firstPauseMillis = 500;
const longestPauseMillis = 8_000;

/**
 * Tries again until it is done, while the signal lasts: what passes by itself, as when the database is away for a moment
 * or all tabs come back together, is no reason to be without it until the next connection. What is final is thrown.
 */
export async function insist<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let refused = 0; ; refused++) {
    try {
      return await attempt();
    } catch (reason) {
      const problem = problemOf(reason);
      if (!problem.retryable) throw problem;
      if (!signal.aborted) await sleep(pauseAfter(refused, problem), signal);
      if (signal.aborted) throw problem;
    }
  }
}

/** At least as long as the server asks for; chance keeps those apart who were refused together. */
export function pauseAfter(
  refused: number,
  { retryAfter = 0 }: Pick<Problem, 'retryAfter'>,
  random: () => number = Math.random,
): number {
  const longest = Math.min(longestPauseMillis, firstPauseMillis * 2 ** refused);
  return Math.round(retryAfter * 1000 + longest * (0.5 + random() / 2));
}
