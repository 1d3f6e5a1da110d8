import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, Room, RoomId } from '../../http/wire';
import type { RoomHead } from '../../realtime/RoomHead';
import { useNotices, useRealtime } from '../../realtime/useRealtime';
import { ExpectedMentions } from './ExpectedMentions';
import { notificationApi } from './notificationApi';
import { Shown } from './Shown';
import { playSound } from './sound';
import { isDue, isShownAt, mayTell, mentioned, news, replacing, type Telling } from './telling';

interface Options {
  /** The address of the page that is open. */
  path: string;
  /** I do not want to be disturbed, whatever the settings say. */
  doNotDisturb?: boolean;
  /** Takes the marks out of a message. */
  toText: (body: string) => string;
  onOpen: (href: string) => void;
}

/** More than these cover what one is at. */
const mostToasts = 3;

export function useNotificationSettings() {
  return useQuery({
    queryKey: ['notification-settings'],
    queryFn: ({ signal }) => notificationApi.settings(signal),
  });
}

/**
 * Notifies of mentions, private messages and invitations, and of everything in the rooms that are to tell everything,
 * until I have read it anywhere: by the browser, and by what is given back for the page to show while I look at it.
 */
export function useNotifications({ path, doNotDisturb = false, toText, onOpen }: Options) {
  const { rooms, me } = useRealtime();
  const texts = useTexts(toText);
  const settings = useNotificationSettings().data;
  const open = useEffectEvent(({ href }: Telling) => onOpen(href));
  const [shown] = useState(() => new Shown());
  const [expected] = useState(() => new ExpectedMentions());
  const [toasts, setToasts] = useState<readonly Telling[]>([]);
  const [openedPath, setOpenedPath] = useState(path);
  if (path !== openedPath) {
    setOpenedPath(path);
    setToasts(toasts.filter((toast) => !isShownAt(toast, path)));
  }
  useEffect(() => shown.onClick((telling) => open(telling)), [shown]);

  const tell = (telling: Telling) => {
    const seen = document.visibilityState === 'visible';
    const here = isShownAt(telling, path);
    const heads = rooms.state.get().rooms;
    const head = heads.get(telling.room);
    // It was read meanwhile, here or elsewhere.
    if (head && !isDue(telling, heads)) return;
    const looking = seen && document.hasFocus() && here ? telling.room : undefined;
    if (!settings || !mayTell(telling.room, head, { settings, doNotDisturb, looking })) return;
    if (settings.sound) playSound();
    if (!settings.desktop) return;
    const inPage = seen && !here && telling.about !== 'NEWS';
    if (inPage) setToasts((known) => withToast(known, telling));
    // Who reads it in the page need not be told beside it.
    if (inPage && document.hasFocus()) return;
    if ('Notification' in window && Notification.permission === 'granted') shown.show(telling);
  };

  useNotices((notice) => {
    if (notice.type === 'mention.created') {
      const { room, message } = notice;
      expected.came(room.id, message.seq);
      const name = rooms.state.get().rooms.get(room.id)?.room.name ?? room.name;
      tell({
        about: 'MENTION',
        room: room.id,
        seq: message.seq,
        from: message.author,
        href: `/rooms/${room.id}?at=${String(message.seq)}`,
        ...texts.mention(message.author.displayName, name, message.body),
      });
    } else if (notice.type === 'invitation.created') {
      const { room, invitedBy } = notice;
      tell({
        about: 'INVITATION',
        room: room.id,
        seq: 0,
        from: invitedBy,
        href: '/invitations',
        ...texts.invitation(invitedBy.displayName, room.name),
      });
    }
  });

  const tellOverdue = useEffectEvent((room: RoomId) => {
    const head = rooms.state.get().rooms.get(room);
    if (head && head.mentions > 0) tell(texts.mentionUnheard(head, partner(head.room, me)));
  });
  useEffect(() => expected.onOverdue((room) => tellOverdue(room)), [expected]);

  const tellNews = useEffectEvent((before: ReturnType<typeof rooms.state.get>) => {
    const after = rooms.state.get();
    shown.withdraw(after.rooms);
    setToasts((known) => stillDue(known, after.rooms));
    if (before.status === 'loading') return;
    for (const head of news(before.rooms, after.rooms)) tell(texts.news(head, partner(head.room, me)));
    mentioned(before.rooms, after.rooms).forEach(({ room, after: seq }) => expected.expect(room, seq));
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

  const dismiss = (room: RoomId) => setToasts((known) => known.filter((toast) => toast.room !== room));
  return { toasts, dismiss };
}

function withToast(toasts: readonly Telling[], next: Telling): readonly Telling[] {
  const before = toasts.find(({ room }) => room === next.room);
  return [...toasts.filter((toast) => toast !== before), replacing(before, next)].slice(-mostToasts);
}

function stillDue(toasts: readonly Telling[], rooms: ReadonlyMap<RoomId, RoomHead>): readonly Telling[] {
  const left = toasts.filter((toast) => isDue(toast, rooms));
  return left.length === toasts.length ? toasts : left;
}

/** The other of two. */
function partner({ members }: Room, me: string): Person | undefined {
  const others = (members ?? []).filter(({ id }) => id !== me);
  return others.length === 1 ? others[0] : undefined;
}

function useTexts(toText: (body: string) => string) {
  const { t } = useTranslation('notification');
  return {
    mention: (name: string, room: string, body: string) => ({
      title: t('mentioned', { name, room }),
      body: toText(body).slice(0, 200),
    }),
    mentionUnheard: ({ room, head, request }: RoomHead, other: Person | undefined): Telling => {
      const from = request?.from ?? other;
      return {
        about: 'MENTION',
        room: room.id,
        seq: head.seq,
        from,
        title: from
          ? t('mentioned', { name: from.displayName, room: room.name })
          : t('mentionedIn', { room: room.name }),
        body: t('newMessagesHint'),
        href: `/rooms/${room.id}`,
      };
    },
    invitation: (name: string, room: string) => ({
      title: t('invited', { name, room }),
      body: t('invitedHint'),
    }),
    news: ({ room, head, request }: RoomHead, other: Person | undefined): Telling => {
      const at = `/rooms/${room.id}`;
      const told = { room: room.id, seq: head.seq, body: t('newMessagesHint') };
      const title = t('newMessages', { room: room.name });
      if (room.kind !== 'DIRECT') {
        return { ...told, about: 'NEWS', title, href: `${at}?at=${String(head.seq)}` };
      }
      const from = request?.from ?? other;
      if (!from) return { ...told, about: 'PRIVATE', title, href: at };
      return request
        ? {
            ...told,
            about: 'PRIVATE',
            from,
            title: t('requested', { name: from.displayName }),
            body: t('requestedHint'),
            href: at,
          }
        : {
            ...told,
            about: 'PRIVATE',
            from,
            title: t('wrote', { name: from.displayName }),
            body: t('wroteHint'),
            href: at,
          };
    },
  };
}
