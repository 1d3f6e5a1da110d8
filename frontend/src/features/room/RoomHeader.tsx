import { ActionIcon, Badge, Menu, Text, Title, Tooltip } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Room } from '../../http/wire';
import { problemOf } from '../../http/problem';
import { Confirm } from '../../ui/Confirm';
import { Icon } from '../../ui/Icon';
import { InvitePeople } from './InvitePeople';
import { MembersButton } from './MembersButton';
import { roomApi } from './roomApi';
import classes from './RoomHeader.module.css';
import { RoomMark } from './RoomMark';
import { RoomSettings } from './RoomSettings';
import { powersIn, useRoomChange } from './useRoom';

interface RoomHeaderProps {
  room: Room;
  me: Account;
  membersShown: boolean;
  onToggleMembers: () => void;
  onLeft: () => void;
  /** What of the settings is another feature's. */
  webhooks: ReactNode;
  /** More buttons, before those of the members. */
  children?: ReactNode;
}

type Question = 'settings' | 'invite' | 'archive' | 'leave';

/** What the room is, who is in it, and what I may do with it. */
export function RoomHeader({
  room,
  me,
  membersShown,
  onToggleMembers,
  onLeft,
  webhooks,
  children,
}: RoomHeaderProps) {
  const { t } = useTranslation('room');
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setQuestion(null);
  const powers = powersIn(room, me.role === 'ADMINISTRATOR');
  const archive = useRoomChange((archived: boolean) => roomApi.change(room.id, { archived }), close);
  const leave = useRoomChange(
    () => roomApi.leave(room.id),
    () => {
      close();
      onLeft();
    },
  );
  return (
    <div className={classes['header']}>
      <div className={classes['about']}>
        <Title order={1} className={classes['name'] ?? ''}>
          <RoomMark room={room} size={18} />
          <span>{room.name}</span>
        </Title>
        {room.archivedAt && (
          <Badge variant="default" size="sm" tt="none" className={classes['badge'] ?? ''}>
            {t('archived')}
          </Badge>
        )}
        {room.description !== '' && (
          <Text className={classes['description'] ?? ''} title={room.description}>
            {room.description}
          </Text>
        )}
      </div>
      {powers.invite && (
        <Tooltip label={t('invite.title')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            visibleFrom="xs"
            aria-label={t('invite.title')}
            onClick={() => setQuestion('invite')}
          >
            <Icon name="userPlus" size={20} />
          </ActionIcon>
        </Tooltip>
      )}
      {children}
      <MembersButton count={room.memberCount ?? undefined} shown={membersShown} onToggle={onToggleMembers} />
      {powers.member || powers.archive ? (
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('menu')}>
              <Icon name="dots" size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {powers.change && (
              <Menu.Item leftSection={<Icon name="pencil" />} onClick={() => setQuestion('settings')}>
                {t('settings.title')}
              </Menu.Item>
            )}
            {powers.invite && (
              <Menu.Item leftSection={<Icon name="userPlus" />} onClick={() => setQuestion('invite')}>
                {t('invite.title')}
              </Menu.Item>
            )}
            {powers.archive && (
              <Menu.Item leftSection={<Icon name="archive" />} onClick={() => setQuestion('archive')}>
                {room.archivedAt ? t('archive.undo') : t('archive.verb')}
              </Menu.Item>
            )}
            {powers.member && (
              <Menu.Item
                c="var(--confab-danger)"
                leftSection={<Icon name="signOut" />}
                onClick={() => setQuestion('leave')}
              >
                {t('leave.verb')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <RoomSettings opened={question === 'settings'} room={room} webhooks={webhooks} onClose={close} />
      <InvitePeople opened={question === 'invite'} room={room} onClose={close} />
      <Confirm
        opened={question === 'archive'}
        title={
          room.archivedAt
            ? t('archive.undoTitle', { name: room.name })
            : t('archive.title', { name: room.name })
        }
        verb={room.archivedAt ? t('archive.undo') : t('archive.verb')}
        dangerous={!room.archivedAt}
        pending={archive.isPending}
        problem={archive.error && problemOf(archive.error)}
        onConfirm={() => archive.mutate(!room.archivedAt)}
        onClose={close}
      >
        {room.archivedAt ? t('archive.undoLead') : t('archive.lead')}
      </Confirm>
      <Confirm
        opened={question === 'leave'}
        title={t('leave.title', { name: room.name })}
        verb={t('leave.verb')}
        dangerous
        pending={leave.isPending}
        problem={leave.error && problemOf(leave.error)}
        onConfirm={() => leave.mutate(undefined)}
        onClose={close}
      >
        {room.kind === 'PRIVATE' ? t('leave.leadPrivate') : t('leave.lead')}
      </Confirm>
    </div>
  );
}
