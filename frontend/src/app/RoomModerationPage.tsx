import { ActionIcon } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import { Cases, type HoldBack } from '../features/moderation/Cases';
import { SanctionDialog } from '../features/moderation/SanctionDialog';
import { SanctionsTable } from '../features/moderation/SanctionsTable';
import { decisionsKey } from '../features/moderation/useDecisions';
import { moderates, useRoom } from '../features/room/useRoom';
import type { Account, RoomId } from '../http/wire';
import { useNotices } from '../realtime/useRealtime';
import { Icon, type IconName } from '../ui/Icon';
import { PageBar } from './PageBar';
import { Parts } from './Parts';
import classes from './SettingsPage.module.css';
import { usePageTitle } from './usePageTitle';

const icons = { cases: 'flag', appeals: 'mail', sanctions: 'lock' } as const satisfies Record<
  string,
  IconName
>;
type Part = keyof typeof icons;
const names = Object.keys(icons) as Part[];

/** What is to be decided in a room, for those who moderate it. Mount with key={room}. */
export function RoomModerationPage({ room: id, part, me }: { room: RoomId; part: string; me: Account }) {
  const { t } = useTranslation('moderation');
  const queries = useQueryClient();
  const room = useRoom(id);
  const [held, setHeld] = useState<HoldBack | null>(null);
  const current = names.find((candidate) => candidate === part);
  const title = t('room.title', { room: room.data?.name ?? '' });
  usePageTitle(room.data && title);
  useNotices((notice) => {
    if (notice.type === 'membership.ended' && notice.room === id) void room.refetch();
  });
  const place = `/rooms/${id}`;
  if (room.isError || (room.data && !moderates(room.data, me))) return <Redirect to={place} replace />;
  if (current === undefined) return <Redirect to={`${place}/moderation/cases`} replace />;
  return (
    <>
      <PageBar>
        <ActionIcon
          component={Link}
          href={place}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('room.back')}
        >
          <Icon name="back" size={20} />
        </ActionIcon>
        <h1>{room.data && title}</h1>
      </PageBar>
      <div className={classes['page']}>
        <Parts
          label={title}
          parts={names.map((name) => ({
            name,
            href: `${place}/moderation/${name}`,
            icon: icons[name],
            label: t(`room.${name}`),
          }))}
          current={current}
        />
        <div className={classes['content']} data-wide>
          {current === 'cases' && <Cases me={me.id} scope={id} onHoldBack={setHeld} />}
          {current === 'appeals' && <SanctionsTable key="appeals" scope={id} onlyAppeals />}
          {current === 'sanctions' && <SanctionsTable scope={id} />}
        </div>
      </div>
      <SanctionDialog
        person={held?.person ?? null}
        room={held?.room ?? null}
        everywhere={me.role !== 'USER'}
        {...(held ? { moderationCase: held.moderationCase } : {})}
        onClose={() => {
          setHeld(null);
          void queries.invalidateQueries({ queryKey: [decisionsKey] });
        }}
      />
    </>
  );
}
