import type { RoomId } from '../../http/wire';
import { levelNow, type RoomHead } from '../../realtime/RoomHead';
import type { NotificationSettings } from './notificationApi';
import { isQuiet } from './quiet';

/** Why I am perhaps not to be disturbed now. */
export interface Moment {
  settings: NotificationSettings;
  doNotDisturb: boolean;
  /** The room that I am looking at; undefined while the tab is hidden. */
  looking: RoomId | undefined;
}

/** Whether something may be shown or heard at all, of this room. */
export function mayTell(room: RoomId, head: RoomHead | undefined, moment: Moment, now = new Date()): boolean {
  const { settings, doNotDisturb, looking } = moment;
  if (doNotDisturb || looking === room || isQuiet(settings.quiet, now)) return false;
  return head === undefined || levelNow(head, now.getTime()) !== 'NOTHING';
}

/** The rooms in which something is new that I want to be told of though it does not mention me. */
export function news(
  before: ReadonlyMap<RoomId, RoomHead>,
  after: ReadonlyMap<RoomId, RoomHead>,
  now = Date.now(),
): RoomHead[] {
  return [...after.values()].filter((head) => {
    const old = before.get(head.room.id);
    return (
      old !== undefined &&
      head.head.seq > old.head.seq &&
      (head.unread > old.unread || head.unread === 100) &&
      head.mentions === old.mentions &&
      levelNow(head, now) === 'ALL'
    );
  });
}
