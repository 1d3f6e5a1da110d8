import { Anchor, Badge, Group, NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { problemOf } from '../../http/problem';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useDelayed } from '../../ui/useDelayed';
import { useFormat } from '../../ui/useFormat';
import { adminApi, roomSorts, type RoomSort } from './adminApi';
import { Find } from './Find';
import { More } from '../../ui/More';
import { usePages } from '../../ui/usePages';
import { useFilter } from '../../ui/useFilter';

/** All rooms but the direct ones, in the order that the server sorts them. */
export function RoomsTable() {
  const { t } = useTranslation('admin');
  const { ago, number } = useFormat();
  const [filter, choose] = useFilter({ query: '', sort: 'NAME' });
  const text = filter.query;
  const sort: RoomSort = roomSorts.find((each) => each === filter.sort) ?? 'NAME';
  const wanted = useDelayed(text, 200);
  const pages = usePages(['admin', 'rooms', wanted, sort], (after, signal) =>
    adminApi.rooms(wanted, sort, after, signal),
  );
  const rooms = pages.data?.pages.flatMap((page) => page.rooms) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  return (
    <>
      <Find value={text} onChange={(value) => choose('query', value)} />
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && (
        <Group justify="space-between">
          <Text fz="sm" c="var(--confab-muted)" role="status">
            {t('rooms.roomsKnown', { count: total, number: number(total) })}
          </Text>
          <NativeSelect
            size="xs"
            aria-label={t('rooms.sort')}
            value={sort}
            onChange={(event) => choose('sort', event.currentTarget.value)}
            data={roomSorts.map((each) => ({ value: each, label: t(`roomSort.${each}`) }))}
          />
        </Group>
      )}
      <Rows label={t('parts.rooms')}>
        {rooms.map((room) => (
          <Row
            key={room.id}
            icon={<Icon name={room.kind === 'PRIVATE' ? 'lock' : 'hash'} size={20} />}
            title={
              <>
                {room.kind === 'PUBLIC' ? (
                  <Anchor component={Link} href={`/rooms/${room.id}`} fw="inherit">
                    {room.name}
                  </Anchor>
                ) : (
                  room.name
                )}
                {room.archivedAt && (
                  <Badge variant="default" size="xs" tt="none">
                    {t('rooms.archived')}
                  </Badge>
                )}
              </>
            }
            detail={[
              t('rooms.roomMembers', { count: room.memberCount }),
              t('rooms.roomMessages', { count: room.messages }),
              room.lastPostedAt && t('rooms.last', { when: ago(room.lastPostedAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </Rows>
      <More pages={pages} />
    </>
  );
}
