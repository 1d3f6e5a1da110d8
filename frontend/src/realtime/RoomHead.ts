import { serverClock } from '../http/serverClock';
import type { Head, Level, Person, Room, RoomId } from '../http/wire';

/** One of my rooms as the list of rooms shows it. */
export interface RoomHead {
  room: Room;
  head: Head;
  /** The seq up to which I have read. */
  lastRead: number;
  /** At most 100, which stands for "99+". */
  unread: number;
  /** Who asks me to talk in it, until I accept. */
  request?: { from: Person } | null | undefined;
  /** How many of the unread messages mention me; at most 100, too. */
  mentions: number;
  /** What I want to be told of the room. */
  level: Level;
  /** Nothing before then. */
  mutedUntil?: string | null | undefined;
}

/** All my rooms. `loading` until the first answer; afterwards the last known, also while there is no connection. */
export type RoomsState =
  | { status: 'loading'; rooms: ReadonlyMap<RoomId, RoomHead> }
  | { status: 'ready'; epoch: string; rooms: ReadonlyMap<RoomId, RoomHead> };

/** What I want to be told of a room now: nothing while it is muted. */
export function levelNow(
  { level, mutedUntil }: Pick<RoomHead, 'level' | 'mutedUntil'>,
  now = serverClock.now(),
): Level {
  return mutedUntil && Date.parse(mutedUntil) > now ? 'NOTHING' : level;
}

/** What of a room is shown where it is only one of many: nothing waits in those of which I want to hear nothing. */
export function asShown(head: RoomHead): RoomHead {
  return levelNow(head) === 'NOTHING' ? { ...head, unread: 0, mentions: 0 } : head;
}
