import { useEffect, useEffectEvent, useState } from 'react';
import type { z } from 'zod';
import { useRealtime } from './useRealtime';

/**
 * Hears a topic while this is mounted, over every connection; `onLive` is called each time that it begins to. Whether the
 * server refuses to tell.
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
    let stopped = false;
    const stop = stomp.onConnection({
      up: async () => {
        try {
          const subscribed = await stomp.subscribe(destination, schema, (frame) => tell(frame));
          if (stopped) {
            subscribed();
            return;
          }
          end = subscribed;
          setRefused(false);
          live();
        } catch {
          setRefused(true);
        }
      },
      down: () => {
        end = undefined;
      },
    });
    return () => {
      stopped = true;
      stop();
      end?.();
    };
  }, [stomp, destination, schema]);
  return isRefused;
}
