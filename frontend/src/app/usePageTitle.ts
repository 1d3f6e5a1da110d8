import { useEffect } from 'react';
import { totalUnread, unreadText } from '../features/room/roomOrder';
import { useSync } from '../realtime/useRealtime';

/** "(3) general · Confab": what is unread, where one is. */
export function usePageTitle(title: string | undefined): void {
  const unread = totalUnread(useSync().rooms.values());
  useEffect(() => {
    document.title = titleOf(title, unread);
  }, [title, unread]);
}

export function titleOf(title: string | undefined, unread: number): string {
  const place = title === undefined ? 'Confab' : `${title} · Confab`;
  return unread > 0 ? `(${unreadText(unread)}) ${place}` : place;
}
