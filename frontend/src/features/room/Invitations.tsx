import { Button, Group } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Person, RoomId } from '../../http/wire';
import { Emptiness } from '../../ui/Emptiness';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PersonName } from '../../ui/PersonName';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import classes from './BrowseRooms.module.css';
import { roomApi } from './roomApi';
import { useInvitations, useRoomChange } from './useRoom';

interface InvitationsProps {
  onOpen: (room: RoomId) => void;
  /** Shows who somebody is. */
  onPerson: (person: Person) => void;
}

/** The rooms that I was invited to. */
export function Invitations({ onOpen, onPerson }: InvitationsProps) {
  const { t } = useTranslation('room');
  const { ago } = useFormat();
  const invitations = useInvitations();
  const accept = useRoomChange(roomApi.join, (_, room) => onOpen(room));
  const decline = useRoomChange(roomApi.decline);
  const problem = accept.error ?? decline.error ?? invitations.error;
  return (
    <div className={classes['page']}>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {invitations.isPending && <RowsLoading />}
      {invitations.data?.length === 0 && (
        <Emptiness icon="mail" title={t('invitations.none')}>
          {t('invitations.noneLead')}
        </Emptiness>
      )}
      {invitations.data && invitations.data.length > 0 && (
        <Rows label={t('invitations.title')}>
          {invitations.data.map(({ room, invitedBy, createdAt }) => (
            <Row
              key={room.id}
              icon={<PersonAvatar person={invitedBy} size={36} />}
              title={room.name}
              detail={
                <Trans
                  t={t}
                  i18nKey="invitations.from"
                  values={{ ago: ago(createdAt) }}
                  components={{ person: <PersonName person={invitedBy} onPerson={onPerson} /> }}
                />
              }
              actions={
                <Group gap="xs" wrap="nowrap">
                  <Button
                    size="xs"
                    loading={accept.isPending && accept.variables === room.id}
                    onClick={() => accept.mutate(room.id)}
                    aria-label={t('invitations.acceptOf', { name: room.name })}
                  >
                    {t('invitations.accept')}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    loading={decline.isPending && decline.variables === room.id}
                    onClick={() => decline.mutate(room.id)}
                    aria-label={t('invitations.declineOf', { name: room.name })}
                  >
                    {t('invitations.decline')}
                  </Button>
                </Group>
              }
            />
          ))}
        </Rows>
      )}
    </div>
  );
}
