import { serverClock } from '../../http/serverClock';
import type { Person, RoomId } from '../../http/wire';
import { levelNow, type RoomHead } from '../../realtime/RoomHead';
import type { NotificationSettings } from './notificationApi';
import { isQuiet } from './quiet';

/** What I am told of, and where it is. */
export interface Telling {
  about: 'MENTION' | 'PRIVATE' | 'NEWS' | 'INVITATION';
  room: RoomId;
  /** The message that it is about; 0 for an invitation. */
  seq: number;
  /** Who said it or invites me, if that is known. */
  from?: Person | undefined;
  title: string;
  body: string;
  /** The address of where it is. */
  href: string;
}

/** Whether it is still to be told: not once I have read so far, came in, or left, here or elsewhere. */
export function isDue({ about, room, seq }: Telling, rooms: ReadonlyMap<RoomId, RoomHead>): boolean {
  const head = rooms.get(room);
  if (about === 'INVITATION') return head === undefined;
  return head !== undefined && head.lastRead < seq;
}

/** Whether the page at this address shows it by itself. */
export function isShownAt({ about, href }: Telling, path: string): boolean {
  return href.split('?', 1)[0] === path || (about === 'MENTION' && path === '/mentions');
}

/** The room's newest in place of the one before; that I was mentioned is the more important, and goes when all is read. */
export function replacing<T extends Telling>(before: T | undefined, next: T): T {
  return before?.about === 'MENTION' && next.about !== 'MENTION' ? { ...before, seq: next.seq } : next;
}

/** Why I am perhaps not to be disturbed now. */
export interface Moment {
  settings: NotificationSettings;
  doNotDisturb: boolean;
  /** The room that I am looking at; undefined while the tab is hidden. */
  looking: RoomId | undefined;
}

/** Whether something may be shown or heard at all, of this room. */
export function mayTell(
  room: RoomId,
  head: RoomHead | undefined,
  moment: Moment,
  now = new Date(serverClock.now()),
): boolean {
  const { settings, doNotDisturb, looking } = moment;
  if (doNotDisturb || looking === room || isQuiet(settings.quiet, now)) return false;
  return head === undefined || levelNow(head, now.getTime()) !== 'NOTHING';
}

/** The rooms in which something is new that I want to be told of though it does not mention me. */
export function news(
  before: ReadonlyMap<RoomId, RoomHead>,
  after: ReadonlyMap<RoomId, RoomHead>,
  now = serverClock.now(),
): RoomHead[] {
  return [...after.values()].filter((head) => {
    const old = before.get(head.room.id);
    if (levelNow(head, now) !== 'ALL') return false;
    // A direct room comes to me by what is said in it.
    if (old === undefined) return head.room.kind === 'DIRECT' && head.unread > 0 && head.mentions === 0;
    return (
      head.head.seq > old.head.seq &&
      (head.unread > old.unread || head.unread === 100) &&
      head.mentions === old.mentions
    );
  });
}

/** The rooms in which somebody mentioned me in what is new, and after which message. */
export function mentioned(
  before: ReadonlyMap<RoomId, RoomHead>,
  after: ReadonlyMap<RoomId, RoomHead>,
  now = serverClock.now(),
): { room: RoomId; after: number }[] {
  return [...after.values()]
    .filter((head) => {
      const old = before.get(head.room.id);
      if (levelNow(head, now) === 'NOTHING') return false;
      if (old === undefined) return head.room.kind === 'DIRECT' && head.mentions > 0;
      // Whoever moves the cursor back has more unread, too.
      return head.head.seq > old.head.seq && head.mentions > old.mentions && head.lastRead >= old.lastRead;
    })
    .map(({ room }) => ({ room: room.id, after: before.get(room.id)?.head.seq ?? 0 }));
}
