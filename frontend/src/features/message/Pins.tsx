import { ActionIcon, Loader, Popover, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { RoomId } from '../../http/wire';
import { BotMark } from '../../ui/BotMark';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { dateAndTimeOf } from './dates';
import { toText } from './markdown';
import { readPins } from './messageApi';
import classes from './Pins.module.css';

interface PinsProps {
  room: RoomId;
  /** Shows a message where it was said. */
  onJump: (seq: number) => void;
}

/** What is pinned in the room: a list behind a button, each with the way to where it was said. */
export function Pins({ room, onJump }: PinsProps) {
  const { t, i18n } = useTranslation('message');
  const [opened, setOpened] = useState(false);
  const pins = useQuery({
    queryKey: ['rooms', room, 'pins'],
    queryFn: ({ signal }) => readPins(room, signal),
    enabled: opened,
    staleTime: 0,
  });
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus shadow="md">
      <Popover.Target>
        <Tooltip label={t('pins.title')} disabled={opened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('pins.title')}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <Icon name="pin" size={20} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes['list'] ?? ''} aria-label={t('pins.title')}>
        {pins.isPending && <Loader size="sm" aria-label={t('loading')} />}
        <ProblemAlert problem={pins.error && problemOf(pins.error)} />
        {pins.data?.length === 0 && (
          <Text fz="sm" c="var(--confab-muted)">
            {t('pins.none')}
          </Text>
        )}
        {pins.data?.map((message) => (
          <button
            key={message.id}
            type="button"
            className={classes['pin']}
            onClick={() => {
              setOpened(false);
              onJump(message.seq);
            }}
          >
            <span className={classes['head']}>
              <strong>{message.author.displayName}</strong>
              <BotMark of={message.author} />
              <time dateTime={message.createdAt}>{dateAndTimeOf(message.createdAt, i18n.language)}</time>
            </span>
            <span className={classes['text']}>{toText(message.body)}</span>
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
