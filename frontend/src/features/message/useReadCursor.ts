import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import type { RoomId } from '../../http/wire';
import { useRealtime } from '../../realtime/useRealtime';

const settleMillis = 400;

/** What is to be told to the read cursor of a room that is open. */
interface ReadCursorControl {
  /** What is in view may have changed; many calls become one report. */
  lookSoon: () => void;
  /** Moves the cursor back: then nothing is reported until the room is opened again, or answered in. */
  markUnread: (seq: number) => void;
  /** Somebody does something in the room: what was marked as unread elsewhere may be read again. */
  comeBack: () => void;
  /** Whoever answers has read, whatever was marked before. */
  posted: () => void;
}

/**
 * Tells the server up to where I have read: the newest message of which something is in view, while the tab is. A room
 * that was marked as unread stays so where it is merely open, in this page and in every other, whatever is said in it.
 */
export function useReadCursor(
  room: RoomId,
  list: RefObject<HTMLElement | null>,
  enabled: boolean,
): ReadCursorControl {
  const { stomp, cursors, rooms } = useRealtime();
  const reported = useRef(0);
  const held = useRef(false);
  /** Something in view was not read because the room was marked elsewhere. */
  const waits = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const look = useCallback(() => {
    timer.current = undefined;
    waits.current = rooms.movedBack.has(room);
    if (!enabled || held.current || waits.current) return;
    if (document.visibilityState !== 'visible' || !list.current) return;
    const seq = newestInView(list.current);
    if (seq <= reported.current) return;
    reported.current = seq;
    cursors.move(room, { seq });
  }, [cursors, enabled, list, room, rooms]);

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

  const readOn = useCallback(() => {
    rooms.movedBack.comeBack(room);
    reported.current = 0;
    lookSoon();
  }, [lookSoon, room, rooms]);

  const comeBack = useCallback(() => {
    if (rooms.movedBack.has(room)) readOn();
  }, [readOn, room, rooms]);

  const posted = useCallback(() => {
    held.current = false;
    readOn();
  }, [readOn]);

  // It was read elsewhere; or it was not marked at all, and what the server said of it was older than what I have read.
  useEffect(
    () =>
      rooms.state.subscribe(() => {
        if (waits.current && !rooms.movedBack.has(room)) lookSoon();
      }),
    [lookSoon, room, rooms],
  );

  // Opening a room is coming to it.
  useEffect(() => rooms.movedBack.comeBack(room), [room, rooms]);

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

  return useMemo(
    () => ({ lookSoon, markUnread, comeBack, posted }),
    [lookSoon, markUnread, comeBack, posted],
  );
}

function newestInView(list: HTMLElement): number {
  const bottom = list.getBoundingClientRect().bottom;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-seq]')];
  const last = rows.findLast((row) => row.getBoundingClientRect().top < bottom - 12);
  return Number(last?.dataset['seq'] ?? 0);
}
