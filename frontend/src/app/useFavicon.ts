import { useEffect } from 'react';
import { totalMentions, totalUnread } from '../features/room/roomOrder';
import { useSync } from '../realtime/useRealtime';

const plain = '/favicon.svg';

/** The page's icon carries how much waits: in red what mentions me, otherwise what is unread. */
export function useFavicon(): void {
  const { rooms } = useSync();
  const mentions = totalMentions(rooms.values());
  const address = iconOf(mentions > 0 ? mentions : totalUnread(rooms.values()), mentions > 0);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    link?.setAttribute('href', address);
    return () => link?.setAttribute('href', plain);
  }, [address]);
}

export function iconOf(count: number, urgent: boolean): string {
  if (count === 0) return plain;
  const text = count > 9 ? '9+' : String(count);
  const colour = urgent ? '#d8394c' : '#e0a100';
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4353c9"/>` +
      `<path d="M9 10.500h14a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-6.200L12 25v-4.500H9a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2z" fill="#fff"/>` +
      `<circle cx="22" cy="10" r="10" fill="${colour}"/><text x="22" y="15" text-anchor="middle" font-family="sans-serif" ` +
      `font-size="14" font-weight="700" fill="#fff">${text}</text></svg>`,
  )}`;
}
