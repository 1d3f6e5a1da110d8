import { useCallback, useEffect, useRef, useState } from 'react';
import type { Person, RoomId } from '../../http/wire';
import { useRealtime } from '../../realtime/useRealtime';

const shownMillis = 6_000;
const toldEveryMillis = 3_000;

/** Who else is typing in a room, and how to tell that I am. */
export function useTyping(room: RoomId, me: string) {
  const realtime = useRealtime();
  const [typing, setTyping] = useState<readonly Person[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const told = useRef(-toldEveryMillis);

  const stopped = useCallback((id: string) => {
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    setTyping((others) =>
      others.some((other) => other.id === id) ? others.filter((other) => other.id !== id) : others,
    );
  }, []);

  useEffect(() => {
    const running = timers.current;
    const stop = realtime.followPresence(room, (who) => {
      if (who.id === me) return;
      clearTimeout(running.get(who.id));
      running.set(
        who.id,
        setTimeout(() => stopped(who.id), shownMillis),
      );
      setTyping((others) => (others.some((other) => other.id === who.id) ? others : [...others, who]));
    });
    return () => {
      stop();
      running.forEach((timer) => clearTimeout(timer));
      running.clear();
    };
  }, [realtime, room, me, stopped]);

  const tell = useCallback(() => {
    const now = performance.now();
    if (now - told.current < toldEveryMillis) return;
    told.current = now;
    realtime.stomp.hint(`/app/rooms/${room}/typing`, {});
  }, [realtime, room]);

  /** After a message: the next one is told of at once. */
  const sent = useCallback(() => {
    told.current = -toldEveryMillis;
  }, []);

  return { typing, tell, sent, stopped };
}
