import { useCallback, useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from 'react';
import type { Message, RoomId } from '../../http/wire';
import type { RoomEvent } from '../../realtime/follow';
import type { RoomFrame } from '../../realtime/frames';
import { useRealtime } from '../../realtime/useRealtime';
import { readPage, type Position } from './messageApi';
import { applyEvent, opening, showsNewest, showsOldest, type Place, type TimelineEvent } from './timeline';

interface Listeners {
  onFrame: ((frame: RoomFrame) => void) | undefined;
  /** A message arrived while one could see it: to be read out. */
  onMessage: (message: Message) => void;
}

/** The messages of a room, kept current while the component is mounted. Mount with key={room}. */
export function useTimeline(room: RoomId, me: string, { onFrame, onMessage }: Listeners) {
  const realtime = useRealtime();
  const [timeline, dispatch] = useReducer(applyEvent, me, opening);
  const [loading, setLoading] = useState<'older' | 'newer' | undefined>(undefined);
  const busy = useRef(false);

  const tell = useEffectEvent((event: RoomEvent) => {
    dispatch(event);
    if (event.type !== 'frame') return;
    onFrame?.(event.frame);
    if (event.frame.type === 'message.posted' && event.frame.message.author.id !== me)
      onMessage(event.frame.message);
  });
  useEffect(() => realtime.follow(room, (event) => tell(event)), [realtime, room]);

  useEffect(() => {
    const onVisibility = () => {
      if (document.visibilityState !== 'hidden') return;
      dispatch({ type: 'looked-away', lastRead: realtime.rooms.state.get().rooms.get(room)?.lastRead ?? 0 });
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => document.removeEventListener('visibilitychange', onVisibility);
  }, [realtime, room]);

  const load = useCallback(
    async (
      which: 'older' | 'newer' | undefined,
      position: Position,
      event: (page: Page) => TimelineEvent,
    ) => {
      if (busy.current) return;
      busy.current = true;
      setLoading(which);
      try {
        dispatch(event(await readPage(room, position)));
      } catch (problem) {
        // Nothing moved: the next scroll, or the next press, asks again.
        console.warn('A page of messages could not be read:', problem);
      } finally {
        busy.current = false;
        setLoading(undefined);
      }
    },
    [room],
  );

  const jump = useCallback(
    (position: Position, place: Place) =>
      load(undefined, position, (page) => ({ type: 'jumped', page, place })),
    [load],
  );

  const open = 'room' in timeline ? timeline : undefined;
  const unreadElsewhere = open?.place.at === 'unread-elsewhere' ? open.place.seq : undefined;
  useEffect(() => {
    if (unreadElsewhere !== undefined) {
      void jump({ around: unreadElsewhere }, { at: 'unread', seq: unreadElsewhere });
    }
  }, [jump, unreadElsewhere]);

  return useMemo(
    () => ({
      timeline,
      loading,
      loadOlder: () => {
        if (open && !showsOldest(open)) {
          void load('older', { before: open.low }, (page) => ({ type: 'older.loaded', page }));
        }
      },
      loadNewer: () => {
        if (open && !showsNewest(open)) {
          void load('newer', { after: open.high }, (page) => ({ type: 'newer.loaded', page }));
        }
      },
      jumpTo: (seq: number) => jump({ around: seq }, { at: 'message', seq }),
      markUnread: (seq: number) => dispatch({ type: 'marked-unread', seq }),
      jumpToNewest: () => jump('newest', { at: 'newest' }),
    }),
    [timeline, loading, open, load, jump],
  );
}

type Page = Awaited<ReturnType<typeof readPage>>;
export type TimelineControl = ReturnType<typeof useTimeline>;
