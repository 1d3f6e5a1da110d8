import { useEffect, useSyncExternalStore } from 'react';
import type { RoomId } from '../http/wire';
import type { OwnPresence, PresentPerson } from './frames';
import type { PresenceState } from './presenceState';
import { useRealtime } from './useRealtime';

/** How somebody is seen, kept current while the component is mounted; undefined while that is not known. */
export function usePerson(account: string): PresentPerson | undefined {
  const { presence } = useRealtime();
  useEffect(() => presence.want(account), [presence, account]);
  return useSyncExternalStore(presence.state.subscribe, () => presence.state.get().people.get(account));
}

/** How many are in the room that is open, and all that is known of people. */
export function useRoomPresence(room: RoomId) {
  const { presence } = useRealtime();
  const state: PresenceState = useSyncExternalStore(presence.state.subscribe, presence.state.get);
  return { people: state.people, ...(state.rooms.get(room) ?? { counts: undefined, complete: false }) };
}

export function useOwnPresence(): OwnPresence | undefined {
  const { presence } = useRealtime();
  return useSyncExternalStore(presence.state.subscribe, () => presence.state.get().own);
}
