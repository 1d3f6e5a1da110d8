import type { Person, Room, RoomId } from '../../http/wire';
import type { RoomHead } from '../../realtime/RoomHead';

/**
 * My direct rooms as the list shows them, by name; those in which somebody asks me to talk apart. One in which
 * nothing was said yet is shown while it is open: until then it concerns nobody.
 */
export function directRooms(
  rooms: Iterable<RoomHead>,
  current: RoomId | undefined,
): { talks: RoomHead[]; requests: RoomHead[] } {
  const shown = [...rooms]
    .filter(({ room, head }) => room.kind === 'DIRECT' && (head.seq > 0 || room.id === current))
    .sort((a, b) => a.room.name.localeCompare(b.room.name));
  return {
    talks: shown.filter(({ request }) => !request),
    requests: shown.filter(({ request }) => request),
  };
}

/** The other of two. */
export function partner(room: Room, me: string): Person | undefined {
  const others = (room.members ?? []).filter(({ id }) => id !== me);
  return others.length === 1 ? others[0] : undefined;
}
