import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { MyMentions } from '../features/message/MyMentions';
import { Announcement } from '../features/push/Announcement';
import { BrowseRooms } from '../features/room/BrowseRooms';
import { Invitations } from '../features/room/Invitations';
import { firstRoom, inOrder } from '../features/room/roomOrder';
import { useGeneral } from '../features/room/useRoom';
import { Schedules } from '../features/schedule/Schedules';
import type { Account } from '../http/wire';
import { useSync } from '../realtime/useRealtime';
import { Emptiness } from '../ui/Emptiness';
import { AdminPage } from './AdminPage';
import { FeedsPage } from './FeedsPage';
import { lastRoom } from './kept';
import { Layout } from './Layout';
import classes from './Layout.module.css';
import { useLayout } from './LayoutContext';
import { PageBar } from './PageBar';
import { RoomModerationPage } from './RoomModerationPage';
import { RoomPage } from './RoomPage';
import { SettingsPage } from './SettingsPage';
import { usePageTitle } from './usePageTitle';

/** Every page of somebody who is signed in. */
export function SignedInPages({ me }: { me: Account }) {
  return (
    <Layout me={me}>
      <Announcement />
      <Switch>
        <Route path="/">
          <StartPage />
        </Route>
        <Route path="/rooms">
          <BrowsePage />
        </Route>
        <Route path="/rooms/:room">{({ room }) => <RoomPage key={room} room={room} me={me} />}</Route>
        <Route path="/rooms/:room/moderation/:part?">
          {({ room, part }) => <RoomModerationPage key={room} room={room} part={part ?? ''} me={me} />}
        </Route>
        <Route path="/invitations">
          <InvitationsPage />
        </Route>
        <Route path="/mentions">
          <MentionsPage me={me} />
        </Route>
        <Route path="/scheduled">
          <SchedulesPage me={me} />
        </Route>
        <Route path="/feeds/:feed?">{({ feed }) => <FeedsPage feed={feed ?? ''} />}</Route>
        <Route path="/settings/:part?">{({ part }) => <SettingsPage part={part ?? ''} me={me} />}</Route>
        <Route path="/admin/:part?">{({ part }) => <AdminPage part={part ?? ''} me={me} />}</Route>
        <Route>
          <NoPage />
        </Route>
      </Switch>
    </Layout>
  );
}

/** Where one was last, or `general`: a newcomer, who is in no room yet, sees what is said there too. */
function StartPage() {
  const { i18n } = useTranslation();
  const { status, rooms } = useSync();
  const newcomer = status === 'ready' && rooms.size === 0;
  const general = useGeneral(newcomer);
  usePageTitle(undefined);
  if (status === 'loading' || (newcomer && general.isPending)) {
    return (
      <PageBar>
        <h1 aria-hidden />
      </PageBar>
    );
  }
  const room = firstRoom(inOrder(rooms.values(), i18n.language), lastRoom.get())?.room ?? general.data;
  return <Redirect to={room ? `/rooms/${room.id}` : '/rooms'} replace />;
}

function BrowsePage() {
  const { t } = useTranslation('app');
  const [, navigate] = useLocation();
  const { createRoom } = useLayout();
  usePageTitle(t('rooms.browse'));
  return (
    <>
      <PageBar>
        <h1>{t('rooms.browse')}</h1>
      </PageBar>
      <div className={classes['scroll']}>
        <BrowseRooms onOpen={(room) => navigate(`/rooms/${room}`)} onCreate={createRoom} />
      </div>
    </>
  );
}

function InvitationsPage() {
  const { t } = useTranslation('app');
  const [, navigate] = useLocation();
  const { showPerson } = useLayout();
  usePageTitle(t('rooms.invitations'));
  return (
    <>
      <PageBar>
        <h1>{t('rooms.invitations')}</h1>
      </PageBar>
      <div className={classes['scroll']}>
        <Invitations onOpen={(room) => navigate(`/rooms/${room}`)} onPerson={showPerson} />
      </div>
    </>
  );
}

function MentionsPage({ me }: { me: Account }) {
  const { t } = useTranslation('app');
  const { showPerson } = useLayout();
  usePageTitle(t('rooms.mentions'));
  return (
    <>
      <PageBar>
        <h1>{t('rooms.mentions')}</h1>
      </PageBar>
      <div className={classes['scroll']}>
        <MyMentions me={me} onPerson={showPerson} />
      </div>
    </>
  );
}

function SchedulesPage({ me }: { me: Account }) {
  const { t } = useTranslation('app');
  usePageTitle(t('schedules.title'));
  return (
    <>
      <PageBar>
        <h1>{t('schedules.title')}</h1>
      </PageBar>
      <div className={classes['scroll']}>
        <Schedules everybody={me.role !== 'USER'} />
      </div>
    </>
  );
}

function NoPage() {
  const { t } = useTranslation('app');
  const [, navigate] = useLocation();
  usePageTitle(t('noPage.title'));
  return (
    <>
      <PageBar>
        <h1>{t('noPage.title')}</h1>
      </PageBar>
      <Emptiness
        icon="search"
        title={t('noPage.title')}
        action={
          <Button mt="sm" onClick={() => navigate('/')}>
            {t('noPage.back')}
          </Button>
        }
      >
        {t('noPage.lead')}
      </Emptiness>
    </>
  );
}
