import { useEffect, useState } from 'react';

/** The time, once a second while there is something to wait for; `since` changes when the wait begins anew. */
export function useNow(waiting: boolean, since?: unknown): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!waiting) return undefined;
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 1000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [waiting, since]);
  return now;
}
