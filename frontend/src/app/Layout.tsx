import { ActionIcon, Drawer, Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { DirectList } from '../features/direct/DirectList';
import { PersonDialog } from '../features/direct/PersonDialog';
import { StartConversation } from '../features/direct/StartConversation';
import { KickNotice } from '../features/moderation/KickNotice';
import { OutcomeNotice } from '../features/moderation/OutcomeNotice';
import { PresenceDialog } from '../features/presence/PresenceDialog';
import { useIdleReports } from '../features/presence/useIdleReports';
import { notificationApi } from '../features/notification/notificationApi';
import { Toasts } from '../features/notification/Toasts';
import { useNotifications } from '../features/notification/useNotifications';
import { CreateRoom } from '../features/room/CreateRoom';
import { RoomList } from '../features/room/RoomList';
import { inOrder, neighbour, totalMentions, unreadText } from '../features/room/roomOrder';
import { useInvitations } from '../features/room/useRoom';
import type { Account, Person } from '../http/wire';
import { useOwnPresence } from '../realtime/usePresence';
import { useRealtime, useSync } from '../realtime/useRealtime';
import { Icon } from '../ui/Icon';
import place from '../ui/Place.module.css';
import { AccountMenu } from './AccountMenu';
import { KeyboardHelp } from './KeyboardHelp';
import classes from './Layout.module.css';
import { LayoutContext, useLayout } from './LayoutContext';
import { QuickSwitcher } from './QuickSwitcher';
import { useFavicon } from './useFavicon';
import { useToText } from './useToText';

type Shown = 'rooms' | 'switcher' | 'help' | 'create' | 'presence' | 'start';

const modifier = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** The rooms on the left, the page on the right, and what opens above them. */
export function Layout({ me, children }: { me: Account; children: ReactNode }) {
  const { t, i18n } = useTranslation('app');
  const [path, navigate] = useLocation();
  const [shown, setShown] = useState<Shown | null>(null);
  const [person, setPerson] = useState<Person | null>(null);
  const { rooms } = useSync();
  const main = useRef<HTMLElement>(null);
  const current = /^\/rooms\/([^/]+)/.exec(path)?.[1];

  const close = () => {
    setShown(null);
    setPerson(null);
  };
  const openRoom = (room: string) => {
    close();
    navigate(`/rooms/${room}`);
  };
  const step = (direction: 1 | -1, onlyUnread: boolean) => {
    const next = neighbour(inOrder(rooms.values(), i18n.language), current, direction, onlyUnread);
    if (next) openRoom(next.room.id);
  };
  useFavicon();
  const own = useOwnPresence();
  const toText = useToText();
  const notifications = useNotifications({
    toText,
    path,
    doNotDisturb: own?.availability === 'DO_NOT_DISTURB',
    onOpen: (href) => {
      close();
      navigate(href);
    },
  });
  useHotkeys([['mod+K', () => setShown('switcher')]], []);
  useHotkeys(
    [
      ['alt+ArrowUp', () => step(-1, false)],
      ['alt+ArrowDown', () => step(1, false)],
      ['alt+shift+ArrowUp', () => step(-1, true)],
      ['alt+shift+ArrowDown', () => step(1, true)],
    ],
    [],
  );
  // Which keys make a question mark depends on the keyboard.
  useHotkeys([
    ['?', () => setShown('help'), { usePhysicalKeys: false }],
    ['shift+?', () => setShown('help'), { usePhysicalKeys: false }],
  ]);
  useFocusOnNewPage(path, main, close);
  useIdleReports();

  const actions = useMemo(
    () => ({
      openRooms: () => setShown('rooms'),
      createRoom: () => setShown('create'),
      showPerson: setPerson,
    }),
    [],
  );
  const sidebar = (
    <Sidebar
      me={me}
      current={current}
      onSwitcher={() => setShown('switcher')}
      onHelp={() => setShown('help')}
      onPresence={() => setShown('presence')}
      onStart={() => setShown('start')}
    />
  );
  return (
    <LayoutContext value={actions}>
      <a href="#main" className={classes['skip']}>
        {t('skip')}
      </a>
      <div className={classes['layout']}>
        <nav className={classes['aside']} aria-label={t('rooms.title')}>
          {sidebar}
        </nav>
        <main id="main" ref={main} tabIndex={-1} className={classes['main']}>
          {children}
        </main>
      </div>
      <div className={classes['arrivals']}>
        <KickNotice />
        <OutcomeNotice />
        <Toasts toasts={notifications.toasts} onDismiss={notifications.dismiss} />
      </div>
      <Drawer
        opened={shown === 'rooms'}
        onClose={close}
        size={300}
        padding={0}
        withCloseButton={false}
        attributes={{ content: { 'aria-label': t('rooms.title') } }}
        classNames={{ body: classes['drawer'] ?? '' }}
      >
        <nav aria-label={t('rooms.title')} className={classes['folded']}>
          {sidebar}
        </nav>
      </Drawer>
      <QuickSwitcher
        opened={shown === 'switcher'}
        me={me}
        onClose={close}
        onOpenRoom={openRoom}
        onPerson={(found) => {
          setShown(null);
          setPerson(found);
        }}
      />
      <StartConversation opened={shown === 'start'} onClose={close} onOpened={openRoom} />
      <PersonDialog person={person} onClose={close} onOpened={openRoom} />
      <KeyboardHelp opened={shown === 'help'} onClose={close} modifier={modifier} />
      <PresenceDialog opened={shown === 'presence'} onClose={close} />
      <CreateRoom opened={shown === 'create'} onClose={close} onCreated={openRoom} />
    </LayoutContext>
  );
}

/** After going somewhere, the keyboard and the screen reader begin there, unless the page put them somewhere itself. */
function useFocusOnNewPage(path: string, main: { current: HTMLElement | null }, onLeave: () => void) {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    onLeave();
    const timer = setTimeout(() => {
      if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  });
}

interface SidebarProps {
  me: Account;
  current: string | undefined;
  onSwitcher: () => void;
  onHelp: () => void;
  onPresence: () => void;
  onStart: () => void;
}

function Sidebar({ me, current, onSwitcher, onHelp, onPresence, onStart }: SidebarProps) {
  const { t } = useTranslation('app');
  const [path] = useLocation();
  const invitations = useInvitations().data?.length ?? 0;
  const layout = useLayout();
  const { rooms } = useSync();
  const realtime = useRealtime();
  const mentions = totalMentions(rooms.values());
  const isUnread = [...rooms.values()].some(({ unread }) => unread > 0);
  const readAll = () => {
    realtime.rooms.readAll();
    // What could not be read is shown again.
    notificationApi.readAll().catch(realtime.rooms.refresh);
  };
  return (
    <div className={classes['sidebar']}>
      <div className={classes['brand']}>
        <Link href="/" className={classes['home'] ?? ''}>
          <img src="/favicon.svg" alt="" width={26} height={26} />
          {t('name')}
        </Link>
        <Tooltip label={t('help.title')}>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('help.title')} onClick={onHelp}>
            <Icon name="keyboard" />
          </ActionIcon>
        </Tooltip>
      </div>
      <UnstyledButton className={classes['jump'] ?? ''} onClick={onSwitcher}>
        <Icon name="search" size={16} />
        <span>{t('switcher.open')}</span>
        <Kbd size="xs" aria-hidden>
          {modifier} K
        </Kbd>
      </UnstyledButton>
      <div className={classes['heading']}>
        <h2>{t('rooms.title')}</h2>
        {isUnread && (
          <Tooltip label={t('rooms.readAll')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              ml="auto"
              aria-label={t('rooms.readAll')}
              onClick={readAll}
            >
              <Icon name="checks" size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={t('rooms.create')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('rooms.create')}
            onClick={layout.createRoom}
          >
            <Icon name="plus" size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes['rooms']}>
        <RoomList current={current} />
        <div className={classes['more']}>
          <Link
            href="/mentions"
            className={place['link'] ?? ''}
            aria-current={path === '/mentions' ? 'page' : undefined}
          >
            <Icon name="at" size={16} />
            <span>{t('rooms.mentions')}</span>
            {mentions > 0 && <span className={place['badge']}>{unreadText(mentions)}</span>}
          </Link>
          <Link
            href="/rooms"
            className={place['link'] ?? ''}
            aria-current={path === '/rooms' ? 'page' : undefined}
          >
            <Icon name="globe" size={16} />
            {t('rooms.browse')}
          </Link>
          <Link
            href="/scheduled"
            className={place['link'] ?? ''}
            aria-current={path === '/scheduled' ? 'page' : undefined}
          >
            <Icon name="clock" size={16} />
            {t('schedules.title')}
          </Link>
          <Link
            href="/feeds"
            className={place['link'] ?? ''}
            aria-current={path.startsWith('/feeds') ? 'page' : undefined}
          >
            <Icon name="chart" size={16} />
            {t('feeds.title')}
          </Link>
          {(invitations > 0 || path === '/invitations') && (
            <Link
              href="/invitations"
              className={place['link'] ?? ''}
              aria-current={path === '/invitations' ? 'page' : undefined}
            >
              <Icon name="mail" size={16} />
              <span>{t('rooms.invitations')}</span>
              {invitations > 0 && <span className={place['badge']}>{invitations}</span>}
            </Link>
          )}
        </div>
        <DirectList current={current} onStart={onStart} />
      </div>
      <AccountMenu me={me} onPresence={onPresence} />
    </div>
  );
}
