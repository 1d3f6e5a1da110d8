import type { RoomId } from '../../http/wire';
import type { RoomHead } from '../../realtime/RoomHead';

/** What a notification says. */
export interface Telling {
  room: RoomId;
  /** The message that it is about: once I have read so far, it goes. */
  seq: number;
  mentionsMe: boolean;
  title: string;
  body: string;
}

/** The notifications that the browser shows for this page: one for each room, the newest in place of the one before. */
export class Shown {
  private readonly open = new Map<RoomId, { seq: number; mentionsMe: boolean; notification: Notification }>();
  private listener: ((telling: Telling) => void) | undefined;

  /** Calls back when somebody presses a notification, until it is told to stop. */
  onClick(listener: (telling: Telling) => void): () => void {
    this.listener = listener;
    return () => {
      this.listener = undefined;
    };
  }

  show(telling: Telling): void {
    const { room, seq, mentionsMe, title, body } = telling;
    const before = this.open.get(room);
    if (before?.mentionsMe && !mentionsMe) {
      // That I was mentioned is the more important of the two, and goes when both are read.
      before.seq = seq;
      return;
    }
    before?.notification.close();
    try {
      const notification = new Notification(title, {
        body,
        tag: `confab-room-${room}`,
        icon: '/favicon.svg',
        silent: true,
      });
      notification.onclick = () => {
        notification.close();
        window.focus();
        this.listener?.(telling);
      };
      this.open.set(room, { seq, mentionsMe, notification });
    } catch {
      // Some browsers on phones have the name and refuse to make one.
    }
  }

  /** Withdraws what I have read meanwhile, here or elsewhere, and what is of rooms that I am not in any more. */
  withdraw(rooms: ReadonlyMap<RoomId, RoomHead>): void {
    for (const [room, { seq, notification }] of this.open) {
      const head = rooms.get(room);
      if (head && head.lastRead < seq) continue;
      notification.close();
      this.open.delete(room);
    }
  }

  withdrawAll(): void {
    this.open.forEach(({ notification }) => notification.close());
    this.open.clear();
  }
}
