import { Badge, Button, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { problemOf } from '../../http/problem';
import type { Room, RoomId } from '../../http/wire';
import { Emptiness } from '../../ui/Emptiness';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useDelayed } from '../../ui/useDelayed';
import { roomApi } from './roomApi';
import classes from './BrowseRooms.module.css';
import { RoomMark } from './RoomMark';
import { useRoomChange } from './useRoom';

interface BrowseRoomsProps {
  onOpen: (room: RoomId) => void;
  onCreate: () => void;
}

/** Finds rooms by name: the public ones and mine. */
export function BrowseRooms({ onOpen, onCreate }: BrowseRoomsProps) {
  const { t } = useTranslation('room');
  const [text, setText] = useState('');
  const query = useDelayed(text.trim(), 200);
  const found = useInfiniteQuery({
    queryKey: ['rooms', query],
    queryFn: ({ pageParam, signal }) => roomApi.find(query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const join = useRoomChange(roomApi.join, (_, room) => onOpen(room));
  const rooms = found.data?.pages.flatMap((page) => page.rooms);
  const problem = join.error ?? found.error;
  return (
    <div className={classes['page']}>
      <div className={classes['tools']}>
        <TextInput
          type="search"
          aria-label={t('browse.find')}
          placeholder={t('browse.find')}
          leftSection={<Icon name="search" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          flex={1}
        />
        <Button leftSection={<Icon name="plus" />} onClick={onCreate}>
          {t('browse.create')}
        </Button>
      </div>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {found.isPending && <RowsLoading count={5} />}
      {rooms?.length === 0 && (
        <Emptiness icon="search" title={query === '' ? t('browse.none') : t('browse.noneFound', { query })}>
          {t('browse.noneLead')}
        </Emptiness>
      )}
      {rooms && rooms.length > 0 && (
        <Rows label={t('browse.title')}>
          {rooms.map((room) => (
            <FoundRoom
              key={room.id}
              room={room}
              joining={join.isPending && join.variables === room.id}
              onJoin={() => join.mutate(room.id)}
            />
          ))}
        </Rows>
      )}
      {found.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('browse.more')}
        </Button>
      )}
    </div>
  );
}

function FoundRoom({ room, joining, onJoin }: { room: Room; joining: boolean; onJoin: () => void }) {
  const { t } = useTranslation('room');
  const joined = Boolean(room.membership && !room.membership.leftAt);
  const count = room.memberCount ?? undefined;
  return (
    <Row
      icon={
        <span className={classes['mark']}>
          <RoomMark room={room} size={18} />
        </span>
      }
      title={
        <>
          <Link href={`/rooms/${room.id}`} className={classes['name'] ?? ''}>
            {room.name}
          </Link>
          {room.archivedAt && (
            <Badge size="sm" variant="default" tt="none">
              {t('archived')}
            </Badge>
          )}
        </>
      }
      detail={
        <Text span inherit lineClamp={1}>
          {[count === undefined ? '' : t('memberCount', { count }), room.description]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      }
      actions={
        joined ? (
          <Button
            component={Link}
            href={`/rooms/${room.id}`}
            variant="default"
            size="xs"
            aria-label={t('browse.openOf', { name: room.name })}
          >
            {t('browse.open')}
          </Button>
        ) : (
          !room.archivedAt && (
            <Button
              size="xs"
              variant="light"
              loading={joining}
              onClick={onJoin}
              aria-label={t('browse.joinOf', { name: room.name })}
            >
              {t('browse.join')}
            </Button>
          )
        )
      }
    />
  );
}
