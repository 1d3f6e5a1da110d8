import { Button, Center, Loader } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account, Person } from '../../http/wire';
import { useNotices, useSync } from '../../realtime/useRealtime';
import { Emptiness } from '../../ui/Emptiness';
import { BotMark } from '../../ui/BotMark';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PersonName } from '../../ui/PersonName';
import { dateAndTimeOf } from './dates';
import { MessageBody } from './MessageBody';
import { readMentions } from './messageApi';
import classes from './MyMentions.module.css';

interface MyMentionsProps {
  me: Account;
  /** Shows who somebody is. */
  onPerson?: (person: Person) => void;
}

/** The messages that mention me, newest first, each with the way to where it was said. */
export function MyMentions({ me, onPerson }: MyMentionsProps) {
  const { t, i18n } = useTranslation('message');
  const queries = useQueryClient();
  const { rooms } = useSync();
  const pages = useInfiniteQuery({
    queryKey: ['mentions'],
    queryFn: ({ pageParam, signal }) => readMentions(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  useNotices((notice) => {
    if (notice.type === 'mention.created') void queries.invalidateQueries({ queryKey: ['mentions'] });
  });
  if (pages.isPending) {
    return (
      <Center p="xl">
        <Loader size="sm" aria-label={t('loading')} />
      </Center>
    );
  }
  if (pages.isError) {
    return (
      <Emptiness
        icon="warning"
        title={t('mentions.failed')}
        action={<Button onClick={() => void pages.refetch()}>{t('mentions.retry')}</Button>}
      >
        {''}
      </Emptiness>
    );
  }
  const entries = pages.data.pages.flatMap(({ mentions }) => mentions);
  if (entries.length === 0 && !pages.hasNextPage) {
    return (
      <Emptiness icon="at" title={t('mentions.empty')}>
        {t('mentions.emptyHint')}
      </Emptiness>
    );
  }
  return (
    <>
      <ul className={classes['list']} aria-label={t('mentions.title')}>
        {entries.map(({ room, message }) => (
          <li key={message.id} className={classes['entry']}>
            <PersonAvatar person={message.author} size={36} />
            <div className={classes['content']}>
              <div className={classes['head']}>
                <PersonName person={message.author} onPerson={onPerson} fw={700} />
                <BotMark of={message.author} />
                <time dateTime={message.createdAt}>{dateAndTimeOf(message.createdAt, i18n.language)}</time>
              </div>
              <MessageBody
                body={message.body}
                me={me.username}
                people={message.mentions?.accounts}
                onPerson={onPerson}
              />
              <Link href={`/rooms/${room.id}?at=${String(message.seq)}`} className={classes['open'] ?? ''}>
                {room.kind === 'DIRECT'
                  ? t('mentions.openDirect', {
                      name: rooms.get(room.id)?.room.name ?? message.author.displayName,
                    })
                  : t('mentions.open', { room: room.name })}
              </Link>
            </div>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Center p="md">
          <Button
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t('mentions.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
