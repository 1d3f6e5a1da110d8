import { useEffect } from 'react';
import { useRealtime } from '../../realtime/useRealtime';
import { watchIdleness } from './idle';

/** Tells the server, while it is mounted, when nobody is at this page. */
export function useIdleReports(): void {
  const { presence } = useRealtime();
  useEffect(() => watchIdleness((idle) => presence.setIdle(idle)), [presence]);
}
