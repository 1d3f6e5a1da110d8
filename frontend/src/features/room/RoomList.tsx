import { Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { RoomId } from '../../http/wire';
import { asShown, levelNow, type RoomHead } from '../../realtime/RoomHead';
import { useSync } from '../../realtime/useRealtime';
import place from '../../ui/Place.module.css';
import { RoomMark } from './RoomMark';
import { inOrder, unreadText } from './roomOrder';

const steps: Partial<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  if (step === undefined || at === -1) return;
  event.preventDefault();
  links[step(at, links.length)]?.focus();
}

/** My rooms with what is unread in them. The arrow keys go up and down. */
export function RoomList({ current }: { current: RoomId | undefined }) {
  const { t, i18n } = useTranslation('room');
  const { status, rooms } = useSync();
  if (status === 'loading' && rooms.size === 0) return <RoomsLoading />;
  const ordered = inOrder(rooms.values(), i18n.language).filter(({ room }) => room.kind !== 'DIRECT');
  if (ordered.length === 0) {
    return (
      <Text fz="sm" c="var(--confab-muted)" px="sm" py={6}>
        {t('list.empty')}
      </Text>
    );
  }
  return (
    <ul className={place['list']} onKeyDown={moveFocus} aria-label={t('list.title')}>
      {ordered.map((head) => (
        <li key={head.room.id}>
          <RoomLink head={head} current={head.room.id === current} />
        </li>
      ))}
    </ul>
  );
}

function RoomLink({ head, current }: { head: RoomHead; current: boolean }) {
  const { t } = useTranslation('room');
  const { room } = head;
  const quiet = levelNow(head) === 'NOTHING';
  const { unread, mentions } = asShown(head);
  return (
    <Link
      href={`/rooms/${room.id}`}
      className={place['link'] ?? ''}
      aria-current={current ? 'page' : undefined}
      data-unread={unread > 0 || undefined}
      data-quiet={quiet || undefined}
    >
      <RoomMark room={room} />
      <span className={place['name']}>{room.name}</span>
      {unread > 0 && (
        <>
          {mentions > 0 && (
            <span className={place['badge']} data-mentions aria-hidden>
              @{unreadText(mentions)}
            </span>
          )}
          <span className={place['badge']} data-plain={mentions > 0 || undefined} aria-hidden>
            {unreadText(unread)}
          </span>
          <VisuallyHidden>
            {t('list.unread', { count: unread })}
            {mentions > 0 && ` ${t('list.mentions', { count: mentions })}`}
          </VisuallyHidden>
        </>
      )}
    </Link>
  );
}

function RoomsLoading() {
  return (
    <div aria-hidden className={place['list']}>
      {[60, 45, 72, 50].map((width) => (
        <div key={width} className={place['link']}>
          <Skeleton w={16} h={16} />
          <Skeleton h={12} w={`${String(width)}%`} />
        </div>
      ))}
    </div>
  );
}
