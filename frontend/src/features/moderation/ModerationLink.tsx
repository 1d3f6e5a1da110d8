import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { RoomId } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { caseApi } from './caseApi';
import classes from './ModerationLink.module.css';
import { decisionsKey, useDecisionsKeptCurrent } from './useDecisions';

/** How many reports and appeals of a room wait for somebody. */
function useWaiting(room: RoomId): number {
  const open = useQuery({
    queryKey: [decisionsKey, 'waiting', 'cases', room],
    queryFn: ({ signal }) => caseApi.cases(room, 'OPEN', undefined, signal),
  });
  const appealed = useQuery({
    queryKey: [decisionsKey, 'waiting', 'appeals', room],
    queryFn: ({ signal }) => caseApi.sanctions(room, { appealed: 'true' }, undefined, signal),
  });
  useDecisionsKeptCurrent(room, 'cases');
  return (open.data?.cases.length ?? 0) + (appealed.data?.sanctions.length ?? 0);
}

/** For those who moderate a room: the way to what is to be decided there, and how much of it waits. */
export function ModerationLink({ room }: { room: RoomId }) {
  const { t } = useTranslation('moderation');
  const waiting = useWaiting(room);
  const name = waiting === 0 ? t('room.open') : `${t('room.open')}: ${t('room.waiting', { count: waiting })}`;
  return (
    <Tooltip label={name}>
      <div className={classes['place']}>
        <ActionIcon
          component={Link}
          href={`/rooms/${room}/moderation`}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={name}
        >
          <Icon name="flag" size={20} />
        </ActionIcon>
        {waiting > 0 && (
          <span className={classes['count']} aria-hidden>
            {waiting}
          </span>
        )}
      </div>
    </Tooltip>
  );
}
