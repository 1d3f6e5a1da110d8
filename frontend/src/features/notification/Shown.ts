import type { RoomId } from '../../http/wire';
import type { RoomHead } from '../../realtime/RoomHead';
import { isDue, replacing, type Telling } from './telling';

/** The notifications that the browser shows for this page: one for each room, the newest in place of the one before. */
export class Shown {
  private readonly open = new Map<RoomId, { telling: Telling; notification: Notification }>();
  private listener: ((telling: Telling) => void) | undefined;

  /** Calls back when somebody presses a notification, until it is told to stop. */
  onClick(listener: (telling: Telling) => void): () => void {
    this.listener = listener;
    return () => {
      this.listener = undefined;
    };
  }

  show(next: Telling): void {
    const { room } = next;
    const before = this.open.get(room);
    const telling = replacing(before?.telling, next);
    if (before && telling !== next) {
      before.telling = telling;
      return;
    }
    before?.notification.close();
    try {
      const notification = new Notification(telling.title, {
        body: telling.body,
        tag: `confab-room-${room}`,
        icon: '/favicon.svg',
        silent: true,
      });
      notification.onclick = () => {
        notification.close();
        window.focus();
        this.listener?.(telling);
      };
      this.open.set(room, { telling, notification });
    } catch {
      // Some browsers on phones have the name and refuse to make one.
    }
  }

  /** Withdraws what is of no interest any more. */
  withdraw(rooms: ReadonlyMap<RoomId, RoomHead>): void {
    for (const [room, { telling, notification }] of this.open) {
      if (isDue(telling, rooms)) continue;
      notification.close();
      this.open.delete(room);
    }
  }

  withdrawAll(): void {
    this.open.forEach(({ notification }) => notification.close());
    this.open.clear();
  }
}
