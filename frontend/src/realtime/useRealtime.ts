import { createContext, use, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection';
import type { Sanction } from '../http/wire';
import type { Notice } from './frames';
import type { RoomsState } from './RoomHead';
import type { Realtime } from './Realtime';

export const RealtimeContext = createContext<Realtime | null>(null);

/** The live connection of whoever is signed in. Only below {@link RealtimeProvider}. */
export function useRealtime(): Realtime {
  const realtime = use(RealtimeContext);
  if (realtime === null) throw new Error('useRealtime needs a RealtimeProvider above it');
  return realtime;
}

/** How we stand with the server, and the way to try at once. */
export function useConnection(): { state: ConnectionState; reconnectNow: () => void } {
  const { stomp } = useRealtime();
  const state = useSyncExternalStore(stomp.state.subscribe, stomp.state.get);
  return { state, reconnectNow: stomp.reconnectNow };
}

/** All my rooms with head, read cursor and unread count, kept current; `refresh` asks again, after joining, say. */
export function useSync(): RoomsState & { refresh: () => void } {
  const { rooms } = useRealtime();
  const state = useSyncExternalStore(rooms.state.subscribe, rooms.state.get);
  return { ...state, refresh: rooms.refresh };
}

/** What holds me back now, on the whole server or in some room, until it is over. */
export function useStandingSanctions(): readonly Sanction[] {
  const { sanctions } = useRealtime();
  return useSyncExternalStore(sanctions.state.subscribe, sanctions.state.get);
}

/** Calls back with every notice that arrives while the component is mounted: invitations, memberships that ended. */
export function useNotices(listener: (notice: Notice) => void): void {
  const { rooms } = useRealtime();
  const onNotice = useEffectEvent(listener);
  useEffect(() => rooms.onNotice((notice) => onNotice(notice)), [rooms]);
}
