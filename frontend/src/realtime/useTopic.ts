import { useEffect, useEffectEvent, useState } from 'react';
import type { z } from 'zod';
import { problemOf } from '../http/problem';
import { useRealtime } from './useRealtime';

const retryMillis = 10_000;

/** What is refused so stays refused while the connection lasts; everything else passes. */
const lasting = ['forbidden', 'not-found', 'unknown-destination'];

/**
 * Hears a topic while this is mounted, over every connection; `onLive` is called each time that it begins to. Whether the
 * server refuses to tell; what passes is tried again.
 */
export function useTopic<T extends z.ZodType>(
  destination: string,
  schema: T,
  onFrame: (frame: z.output<T>) => void,
  onLive?: () => void,
): boolean {
  const [isRefused, setRefused] = useState(false);
  const { stomp } = useRealtime();
  const tell = useEffectEvent(onFrame);
  const live = useEffectEvent(() => onLive?.());
  useEffect(() => {
    let end: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** Raised with each connection, so that what an earlier one awaited is dropped. */
    let course = 0;
    const begin = async (mine: number) => {
      try {
        const subscribed = await stomp.subscribe(destination, schema, (frame) => tell(frame));
        if (mine !== course) {
          subscribed();
          return;
        }
        end = subscribed;
        setRefused(false);
        live();
      } catch (reason) {
        if (mine !== course) return;
        setRefused(true);
        if (lasting.includes(problemOf(reason).code)) return;
        timer = setTimeout(() => void begin(mine), retryMillis);
      }
    };
    const drop = () => {
      course++;
      clearTimeout(timer);
      end = undefined;
    };
    const stop = stomp.onConnection({ up: () => begin(++course), down: drop });
    return () => {
      end?.();
      stop();
      drop();
    };
  }, [stomp, destination, schema]);
  return isRefused;
}
