import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../http/wire';
import { useNotices, useRealtime } from '../../realtime/useRealtime';
import { notificationApi } from './notificationApi';
import { Shown, type Telling } from './Shown';
import { playSound } from './sound';
import { mayTell, news } from './telling';

interface Options {
  /** The room whose page is open. */
  current: RoomId | undefined;
  /** I do not want to be disturbed, whatever the settings say. */
  doNotDisturb?: boolean;
  onOpen: (room: RoomId, seq: number) => void;
}

export function useNotificationSettings() {
  return useQuery({
    queryKey: ['notification-settings'],
    queryFn: ({ signal }) => notificationApi.settings(signal),
  });
}

/** Notifies of mentions, and of everything in the rooms that are to tell everything, until I have read it anywhere. */
export function useNotifications({ current, doNotDisturb = false, onOpen }: Options): void {
  const { t } = useTranslation('notification');
  const { rooms } = useRealtime();
  const settings = useNotificationSettings().data;
  const open = useEffectEvent(({ room, seq }: Telling) => onOpen(room, seq));
  const [shown] = useState(() => new Shown());
  useEffect(() => shown.onClick((telling) => open(telling)), [shown]);

  const tell = (telling: Telling) => {
    const looking = document.visibilityState === 'visible' && document.hasFocus() ? current : undefined;
    const head = rooms.state.get().rooms.get(telling.room);
    // It was read meanwhile, here or elsewhere.
    if (head && head.lastRead >= telling.seq) return;
    if (!settings || !mayTell(telling.room, head, { settings, doNotDisturb, looking })) return;
    if (settings.sound) playSound();
    if (settings.desktop && 'Notification' in window && Notification.permission === 'granted')
      shown.show(telling);
  };

  useNotices((notice) => {
    if (notice.type !== 'mention.created') return;
    const { room, message } = notice;
    tell({
      room: room.id,
      seq: message.seq,
      mentionsMe: true,
      title: t('mentioned', { name: message.author.displayName, room: room.name }),
      body: message.body.slice(0, 200),
    });
  });

  const tellNews = useEffectEvent((before: ReturnType<typeof rooms.state.get>) => {
    const after = rooms.state.get();
    shown.withdraw(after.rooms);
    if (before.status === 'loading') return;
    for (const { room, head } of news(before.rooms, after.rooms)) {
      tell({
        room: room.id,
        seq: head.seq,
        mentionsMe: false,
        title: t('newMessages', { room: room.name }),
        body: t('newMessagesHint'),
      });
    }
  });
  useEffect(() => {
    let before = rooms.state.get();
    const stop = rooms.state.subscribe(() => {
      const last = before;
      before = rooms.state.get();
      tellNews(last);
    });
    return () => {
      stop();
      shown.withdrawAll();
    };
  }, [rooms, shown]);
}
