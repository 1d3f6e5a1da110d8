import { Button, CloseButton, Drawer, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { DirectHeader } from '../features/direct/DirectHeader';
import { useInsteadOfWriting } from '../features/direct/InsteadOfWriting';
import { SeenLine } from '../features/direct/SeenLine';
import { Conversation } from '../features/message/Conversation';
import { Pins } from '../features/message/Pins';
import { LevelMenu } from '../features/notification/LevelMenu';
import { JoinRoom } from '../features/room/JoinRoom';
import { Members } from '../features/room/Members';
import { MembersButton } from '../features/room/MembersButton';
import { RoomHeader } from '../features/room/RoomHeader';
import { moderates, useAskAnew, useRoom, useRoomFrames } from '../features/room/useRoom';
import { moderationApi } from '../features/moderation/moderationApi';
import { ModerationLink } from '../features/moderation/ModerationLink';
import { PurgeDialog } from '../features/moderation/PurgeDialog';
import { ReportDialog } from '../features/moderation/ReportDialog';
import { RoomBan, useRoomBan } from '../features/moderation/RoomBan';
import { SanctionDialog } from '../features/moderation/SanctionDialog';
import { useCommands } from '../features/moderation/useCommands';
import { useSilence } from '../features/moderation/useSilence';
import { RoomWebhooks } from '../features/webhook/RoomWebhooks';
import type { Account, Message, Person, RoomId } from '../http/wire';
import { problemOf } from '../http/problem';
import { useNotices, useSync } from '../realtime/useRealtime';
import { Emptiness } from '../ui/Emptiness';
import { useErrorText } from '../ui/useErrorText';
import { lastRoom, membersShown } from './kept';
import classes from './Layout.module.css';
import { useLayout } from './LayoutContext';
import { PageBar } from './PageBar';
import { usePageTitle } from './usePageTitle';

/** A room: what it is, what is said in it, and who is there. Mount with key={room}. */
export function RoomPage({ room: id, me }: { room: RoomId; me: Account }) {
  const { t } = useTranslation('app');
  const { t: roomTexts } = useTranslation('room');
  const { t: ui } = useTranslation('ui');
  const errorText = useErrorText();
  const [, navigate] = useLocation();
  const wide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const [asideShown, setAsideShown] = useState(membersShown.get);
  const [drawerShown, setDrawerShown] = useState(false);
  const asked = Number(new URLSearchParams(useSearch()).get('at') ?? NaN);
  const at = Number.isSafeInteger(asked) && asked > 0 ? asked : undefined;
  const room = useRoom(id);
  const onRoomFrame = useRoomFrames(id);
  const { refresh } = useSync();
  const { showPerson } = useLayout();
  const instead = useInsteadOfWriting(room.data, () => {
    lastRoom.set(null);
    navigate('/');
  });
  const mine = room.data?.membership;
  const mayModerate = room.data !== undefined && moderates(room.data, me);
  const mayOwn =
    (mine && !mine.leftAt && mine.role === 'OWNER') || (me.role !== 'USER' && room.data?.kind === 'PUBLIC');
  const silence = useSilence(id, room.data, mayModerate);
  const [sanctioning, setSanctioning] = useState<Person | null>(null);
  const [purging, setPurging] = useState<Person | null>(null);
  const [reporting, setReporting] = useState<Message | null>(null);
  const { commands, onFrame: onCommandFrame } = useCommands(id, room.data, me);
  const ban = useRoomBan(id, useAskAnew(id));
  usePageTitle(room.data?.name);
  useEffect(() => lastRoom.set(id), [id]);
  useNotices((notice) => {
    if (notice.type === 'membership.ended' && notice.room === id) {
      refresh();
      void room.refetch();
    }
  });

  if (ban && (room.isError || !mine || mine.leftAt)) {
    return (
      <>
        <PageBar>
          <h1>{ban.room?.name}</h1>
        </PageBar>
        <RoomBan ban={ban} action={<OtherRooms />} />
      </>
    );
  }
  if (room.isError) {
    return (
      <NoRoom>
        {problemOf(room.error).code === 'not-found' ? t('noRoom.lead') : errorText(problemOf(room.error))}
      </NoRoom>
    );
  }
  const shown = wide ? asideShown : drawerShown;
  const toggle = () => {
    if (wide) {
      membersShown.set(!asideShown);
      setAsideShown(!asideShown);
    } else {
      setDrawerShown(!drawerShown);
    }
  };
  const data = room.data;
  const members = data && (
    <Members
      room={data}
      me={me}
      onPerson={showPerson}
      {...(data.kind === 'DIRECT' ? {} : { onSanction: setSanctioning })}
    />
  );
  return (
    <>
      <PageBar>
        {data?.kind === 'DIRECT' ? (
          <DirectHeader room={data} onLeft={() => navigate('/')}>
            <LevelMenu room={id} />
            <MembersButton count={data.members?.length} shown={shown} onToggle={toggle} />
          </DirectHeader>
        ) : data ? (
          <RoomHeader
            room={data}
            me={me}
            membersShown={shown}
            onToggleMembers={toggle}
            onLeft={() => navigate('/')}
            webhooks={<RoomWebhooks room={id} owner={mayOwn} />}
          >
            <Pins
              room={id}
              me={me.id}
              onPerson={showPerson}
              onJump={(seq) => navigate(`/rooms/${id}?at=${String(seq)}`)}
            />
            <LevelMenu room={id} />
            {mayModerate && <ModerationLink room={id} />}
          </RoomHeader>
        ) : (
          <Skeleton h={16} w={160} style={{ marginRight: 'auto' }} />
        )}
      </PageBar>
      <div className={classes['room']}>
        <div className={classes['conversation']}>
          <Conversation
            room={id}
            me={me}
            at={at}
            onFrame={(frame) => {
              onRoomFrame(frame);
              onCommandFrame(frame);
            }}
            instead={instead}
            silence={silence}
            onReport={setReporting}
            commands={commands}
            onCommand={(text) => moderationApi.command(id, text)}
            onPurge={mayModerate ? setPurging : undefined}
            below={(of, newest) =>
              of.kind === 'DIRECT' && <SeenLine room={of} newest={newest} me={me.id} onPerson={showPerson} />
            }
            onPerson={showPerson}
            join={data && <JoinRoom room={data} onJoined={() => void room.refetch()} />}
            refused={(problem) => (
              <Emptiness icon="lock" title={t('noRoom.title')} action={<OtherRooms />}>
                {problem.code === 'not-found' ? t('noRoom.lead') : errorText(problem)}
              </Emptiness>
            )}
          />
        </div>
        {data && wide && asideShown && (
          <aside className={classes['members']} aria-label={roomTexts('members.title')}>
            <div className={classes['membersTitle']}>
              <h2>{roomTexts('members.title')}</h2>
              <CloseButton onClick={toggle} aria-label={ui('close')} />
            </div>
            {members}
          </aside>
        )}
      </div>
      {data && (
        <Drawer
          opened={!wide && drawerShown}
          onClose={() => setDrawerShown(false)}
          position="right"
          size={320}
          title={roomTexts('members.title')}
          closeButtonProps={{ 'aria-label': ui('close') }}
        >
          {members}
        </Drawer>
      )}
      {data && (
        <SanctionDialog
          person={sanctioning}
          room={data}
          everywhere={me.role !== 'USER'}
          onClose={() => setSanctioning(null)}
          onPurge={setPurging}
        />
      )}
      {data && (
        <PurgeDialog
          person={purging}
          room={data}
          everywhere={me.role !== 'USER'}
          onClose={() => setPurging(null)}
        />
      )}
      <ReportDialog
        reported={reporting && { room: id, message: reporting.id }}
        name={reporting?.author.displayName ?? ''}
        onClose={() => setReporting(null)}
      />
    </>
  );
}

function OtherRooms() {
  const { t } = useTranslation('app');
  const [, navigate] = useLocation();
  return (
    <Button mt="sm" onClick={() => navigate('/rooms')}>
      {t('rooms.browse')}
    </Button>
  );
}

function NoRoom({ children }: { children: string }) {
  const { t } = useTranslation('app');
  usePageTitle(t('noRoom.title'));
  return (
    <>
      <PageBar>
        <h1>{t('noRoom.title')}</h1>
      </PageBar>
      <Emptiness icon="lock" title={t('noRoom.title')} action={<OtherRooms />}>
        {children}
      </Emptiness>
    </>
  );
}
