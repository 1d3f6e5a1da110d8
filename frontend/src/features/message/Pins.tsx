import { ActionIcon, Loader, Popover, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Person, RoomId } from '../../http/wire';
import { BotMark } from '../../ui/BotMark';
import { Icon } from '../../ui/Icon';
import { PersonName } from '../../ui/PersonName';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { dateAndTimeOf } from './dates';
import { toText } from './markdown';
import { readPins } from './messageApi';
import classes from './Pins.module.css';

interface PinsProps {
  room: RoomId;
  /** The id of my account. */
  me: string;
  /** Shows who somebody is. */
  onPerson: (person: Person) => void;
  /** Shows a message where it was said. */
  onJump: (seq: number) => void;
}

/** What is pinned in the room: a list behind a button, each with the way to where it was said and to who said it. */
export function Pins({ room, me, onPerson, onJump }: PinsProps) {
  const { t, i18n } = useTranslation('message');
  const [opened, setOpened] = useState(false);
  const pins = useQuery({
    queryKey: ['rooms', room, 'pins'],
    queryFn: ({ signal }) => readPins(room, signal),
    enabled: opened,
    staleTime: 0,
  });
  const showPerson = (person: Person) => {
    setOpened(false);
    onPerson(person);
  };
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
          <div key={message.id} className={classes['pin']}>
            <div className={classes['head']}>
              <PersonName
                person={message.author}
                onPerson={message.author.id === me ? undefined : showPerson}
                fw={700}
              />
              <BotMark of={message.author} />
              <time dateTime={message.createdAt}>{dateAndTimeOf(message.createdAt, i18n.language)}</time>
            </div>
            <button
              type="button"
              className={classes['said']}
              onClick={() => {
                setOpened(false);
                onJump(message.seq);
              }}
            >
              <span className={classes['text']}>{toText(message.body)}</span>
            </button>
          </div>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
