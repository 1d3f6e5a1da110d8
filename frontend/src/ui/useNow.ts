import { useEffect, useState } from 'react';

/**
 * The time, once a second while there is something to wait for; `since` changes when the wait begins anew.
 *
 * @param clock whose time it is
 */
export function useNow(waiting: boolean, since?: unknown, clock: () => number = Date.now): number {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    if (!waiting) return undefined;
    const tick = () => setNow(clock());
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 1000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [waiting, since, clock]);
  return now;
}
