import { ActionIcon, Menu, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Room } from '../../http/wire';
import { useRealtime, useSync } from '../../realtime/useRealtime';
import { Confirm } from '../../ui/Confirm';
import { Icon } from '../../ui/Icon';
import classes from './DirectHeader.module.css';
import { directApi } from './directApi';
import { DirectMark } from './DirectMark';
import { partner } from './directRooms';
import { useBlocking, useBlocks } from './useDirect';

interface DirectHeaderProps {
  room: Room;
  onLeft: () => void;
  /** More buttons, before the menu. */
  children?: ReactNode;
}

/** With whom I talk, and how I stop. */
export function DirectHeader({ room, onLeft, children }: DirectHeaderProps) {
  const { t } = useTranslation('direct');
  const { me } = useRealtime();
  const { refresh } = useSync();
  const [question, setQuestion] = useState<'block' | 'leave' | null>(null);
  const close = () => setQuestion(null);
  const other = partner(room, me);
  const blocked = useBlocks().data?.some(({ account }) => account.id === other?.id) ?? false;
  const blocking = useBlocking(close);
  const leave = useMutation({
    mutationFn: () => directApi.leave(room.id),
    onSuccess: () => {
      refresh();
      onLeft();
    },
  });
  const mayLeave = (room.members?.length ?? 0) > 2;
  return (
    <div className={classes['header']}>
      <Title order={1} className={classes['name'] ?? ''}>
        <DirectMark room={room} size={26} />
        <span className={classes['people']}>{room.name}</span>
      </Title>
      {other && <Text className={classes['username'] ?? ''}>@{other.username}</Text>}
      <div className={classes['actions']}>
        {children}
        {(other ?? mayLeave) && (
          <Menu position="bottom-end" width={220}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('menu')}>
                <Icon name="dots" size={20} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {other &&
                (blocked ? (
                  <Menu.Item onClick={() => blocking.mutate({ username: other.username, blocked: false })}>
                    {t('blocked.undo')}
                  </Menu.Item>
                ) : (
                  <Menu.Item c="var(--confab-danger)" onClick={() => setQuestion('block')}>
                    {t('block.verb')}
                  </Menu.Item>
                ))}
              {mayLeave && (
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
        )}
      </div>
      <Confirm
        opened={question === 'block'}
        title={t('block.title', { name: room.name })}
        verb={t('block.verb')}
        dangerous
        pending={blocking.isPending}
        problem={blocking.error && problemOf(blocking.error)}
        onConfirm={() => other && blocking.mutate({ username: other.username, blocked: true })}
        onClose={close}
      >
        {t('block.lead')}
      </Confirm>
      <Confirm
        opened={question === 'leave'}
        title={t('leave.title')}
        verb={t('leave.verb')}
        dangerous
        pending={leave.isPending}
        problem={leave.error && problemOf(leave.error)}
        onConfirm={() => leave.mutate()}
        onClose={close}
      >
        {t('leave.lead')}
      </Confirm>
    </div>
  );
}
