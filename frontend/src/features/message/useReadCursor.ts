import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { RoomId } from '../../http/wire';
import { useRealtime } from '../../realtime/useRealtime';

const settleMillis = 400;

/**
 * Tells the server up to where I have read: the newest message of which something is in view, while the tab is. Returns
 * what to call whenever that may have changed (many calls become one report), and the way to move the cursor back: then
 * nothing is reported until the room is opened again.
 */
export function useReadCursor(
  room: RoomId,
  list: RefObject<HTMLElement | null>,
  enabled: boolean,
): { lookSoon: () => void; markUnread: (seq: number) => void } {
  const { stomp, cursors } = useRealtime();
  const reported = useRef(0);
  const held = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const look = useCallback(() => {
    timer.current = undefined;
    if (!enabled || held.current || document.visibilityState !== 'visible' || !list.current) return;
    const seq = newestInView(list.current);
    if (seq <= reported.current) return;
    reported.current = seq;
    cursors.move(room, { seq });
  }, [cursors, enabled, list, room]);

  const lookSoon = useCallback(() => {
    timer.current ??= setTimeout(look, settleMillis);
  }, [look]);

  const markUnread = useCallback(
    (seq: number) => {
      held.current = true;
      cursors.move(room, { seq: seq - 1, unread: true });
    },
    [cursors, room],
  );

  useEffect(() => {
    document.addEventListener('visibilitychange', lookSoon);
    // What was told before may be of another epoch.
    const stop = stomp.state.subscribe(() => {
      if (stomp.state.get().status === 'connected') {
        reported.current = 0;
        lookSoon();
      }
    });
    lookSoon();
    return () => {
      document.removeEventListener('visibilitychange', lookSoon);
      stop();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [lookSoon, stomp]);

  return { lookSoon, markUnread };
}

function newestInView(list: HTMLElement): number {
  const bottom = list.getBoundingClientRect().bottom;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-seq]')];
  const last = rows.findLast((row) => row.getBoundingClientRect().top < bottom - 12);
  return Number(last?.dataset['seq'] ?? 0);
}
