import { asShown, levelNow, type RoomHead } from '../../realtime/RoomHead';

/** My rooms as the lists show them: by name, what is archived last; direct rooms below the others. */
export function inOrder(rooms: Iterable<RoomHead>, language: string): RoomHead[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  return [...rooms].sort(
    (a, b) =>
      Number(a.room.kind === 'DIRECT') - Number(b.room.kind === 'DIRECT') ||
      Number(Boolean(a.room.archivedAt)) - Number(Boolean(b.room.archivedAt)) ||
      compare(a.room.name, b.room.name),
  );
}

/** How many messages are unread, as it is shown: 100 stands for "more than one can count". */
export function unreadText(unread: number): string {
  return unread >= 100 ? '99+' : String(unread);
}

/** What waits in the rooms of which I want to be told: all of it, or only what mentions me. */
export function totalUnread(rooms: Iterable<RoomHead>): number {
  let total = 0;
  for (const head of rooms) {
    const level = levelNow(head);
    if (level !== 'NOTHING') total += level === 'ALL' ? head.unread : head.mentions;
  }
  return Math.min(total, 100);
}

export function totalMentions(rooms: Iterable<RoomHead>): number {
  let total = 0;
  for (const head of rooms) total += asShown(head).mentions;
  return Math.min(total, 100);
}

/** The room after (1) or before (-1) the current one, around the end; only those with something unread if asked. */
export function neighbour(
  rooms: readonly RoomHead[],
  current: string | undefined,
  step: 1 | -1,
  onlyUnread = false,
): RoomHead | undefined {
  const from = rooms.findIndex(({ room }) => room.id === current);
  const start = from === -1 && step === -1 ? 0 : from;
  for (let distance = 1; distance <= rooms.length; distance++) {
    const candidate = rooms[(start + step * distance + rooms.length * 2) % rooms.length];
    if (candidate && candidate.room.id !== current && (!onlyUnread || candidate.unread > 0)) return candidate;
  }
  return undefined;
}

/** Where a newcomer begins: the room that was open last, else `general`, else the first. */
export function firstRoom(rooms: readonly RoomHead[], last: string | null): RoomHead | undefined {
  return (
    rooms.find(({ room }) => room.id === last) ??
    rooms.find(({ room }) => room.name.toLowerCase() === 'general') ??
    rooms[0]
  );
}
