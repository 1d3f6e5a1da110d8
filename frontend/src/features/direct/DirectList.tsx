import { ActionIcon, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { RoomId } from '../../http/wire';
import { asShown, type RoomHead } from '../../realtime/RoomHead';
import { useSync } from '../../realtime/useRealtime';
import { Icon } from '../../ui/Icon';
import place from '../../ui/Place.module.css';
import classes from './DirectList.module.css';
import { DirectMark } from './DirectMark';
import { directRooms } from './directRooms';

interface DirectListProps {
  current: RoomId | undefined;
  onStart: () => void;
}

/** With whom I talk, and who asks me to. */
export function DirectList({ current, onStart }: DirectListProps) {
  const { t } = useTranslation('direct');
  const { status, rooms } = useSync();
  const { talks, requests } = directRooms(rooms.values(), current);
  return (
    <>
      <Heading text={t('title')}>
        <Tooltip label={t('start.title')}>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('start.title')} onClick={onStart}>
            <Icon name="plus" size={17} />
          </ActionIcon>
        </Tooltip>
      </Heading>
      {talks.length > 0 && <Talks label={t('title')} talks={talks} current={current} />}
      {talks.length === 0 && status === 'ready' && (
        <Text fz="sm" c="var(--confab-muted)" px={10} py={6}>
          {t('empty')}
        </Text>
      )}
      {requests.length > 0 && (
        <>
          <Heading text={t('requests')} />
          <Talks label={t('requests')} talks={requests} current={current} />
        </>
      )}
    </>
  );
}

function Heading({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className={classes['heading']}>
      <h2>{text}</h2>
      {children}
    </div>
  );
}

function Talks({ label, talks, current }: { label: string; talks: RoomHead[]; current: RoomId | undefined }) {
  const { t } = useTranslation('direct');
  return (
    <ul className={place['list']} aria-label={label}>
      {talks.map(asShown).map(({ room, unread }) => (
        <li key={room.id}>
          <Link
            href={`/rooms/${room.id}`}
            className={place['link'] ?? ''}
            aria-current={room.id === current ? 'page' : undefined}
            data-unread={unread > 0 || undefined}
          >
            <DirectMark room={room} />
            <span className={place['name']}>{room.name}</span>
            {unread > 0 && (
              <>
                <span className={place['badge']} aria-hidden>
                  {unread >= 100 ? '99+' : unread}
                </span>
                <VisuallyHidden>{t('unread', { count: unread })}</VisuallyHidden>
              </>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
