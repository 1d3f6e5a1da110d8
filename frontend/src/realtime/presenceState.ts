import { serverClock } from '../http/serverClock';
import type { RoomId } from '../http/wire';
import type { OwnPresence, PresenceCounts, PresentPerson, RoomPresence, Status } from './frames';

/** What is known of who is here. Of whoever is not among the people nothing is known. */
export interface PresenceState {
  people: ReadonlyMap<string, PresentPerson>;
  rooms: ReadonlyMap<RoomId, { counts: PresenceCounts; complete: boolean }>;
  own: OwnPresence | undefined;
}

export const nobody: PresenceState = { people: new Map(), rooms: new Map(), own: undefined };

/** Each person replaces what was known of the account. */
export function withPeople(state: PresenceState, people: readonly PresentPerson[]): PresenceState {
  if (people.length === 0) return state;
  const known = new Map(state.people);
  for (const person of people) known.set(person.account, person);
  return { ...state, people: known };
}

export function withRoom(
  state: PresenceState,
  { room, counts, complete, members }: RoomPresence,
): PresenceState {
  const rooms = new Map(state.rooms).set(room, { counts, complete });
  return { ...withPeople(state, members), rooms };
}

export function withoutRoom(state: PresenceState, room: RoomId): PresenceState {
  const rooms = new Map(state.rooms);
  return rooms.delete(room) ? { ...state, rooms } : state;
}

/** A status, unless its time is over. */
export function current(status: Status | null | undefined, now = serverClock.now()): Status | undefined {
  if (!status || (status.until && Date.parse(status.until) <= now)) return undefined;
  return status;
}
