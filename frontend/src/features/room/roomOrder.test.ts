import type { RoomHead } from '../../realtime/RoomHead';
import { firstRoom, inOrder, neighbour, totalMentions, totalUnread, unreadText } from './roomOrder';

interface Options extends Partial<Pick<RoomHead, 'unread' | 'mentions' | 'level' | 'mutedUntil'>> {
  archived?: boolean;
}

function head(
  name: string,
  { unread = 0, mentions = 0, archived = false, ...attention }: Options = {},
): RoomHead {
  return {
    room: {
      id: name,
      name,
      kind: 'PUBLIC',
      description: '',
      rev: 1,
      firstSeq: 1,
      createdAt: '2026-01-01T00:00:00Z',
      archivedAt: archived ? '2026-01-02T00:00:00Z' : null,
    },
    head: { rev: 1, seq: 0 },
    lastRead: 0,
    unread,
    mentions,
    level: 'ALL',
    ...attention,
  };
}

const names = (rooms: RoomHead[]) => rooms.map(({ room }) => room.name);

test('orders rooms by name as people do, archived ones last', () => {
  const rooms = [
    head('team 10'),
    head('Zoo'),
    head('team 9'),
    head('alpha', { archived: true }),
    head('éclair'),
  ];
  expect(names(inOrder(rooms, 'en'))).toEqual(['éclair', 'team 9', 'team 10', 'Zoo', 'alpha']);
});

test('shows at most 99+ unread, in all rooms together too', () => {
  expect([1, 99, 100].map(unreadText)).toEqual(['1', '99', '99+']);
  expect(totalUnread([head('a', { unread: 60 }), head('b', { unread: 70 })])).toBe(100);
});

test('goes to the neighbours around the end, or only to unread ones', () => {
  const rooms = [head('a'), head('b'), head('c', { unread: 1 }), head('d')];
  const next = (...args: [string | undefined, 1 | -1, boolean?]) => neighbour(rooms, ...args)?.room.name;
  expect([next('a', 1), next('d', 1), next('a', -1)]).toEqual(['b', 'a', 'd']);
  expect([next(undefined, 1), next(undefined, -1)]).toEqual(['a', 'd']);
  expect([next('a', 1, true), next('d', 1, true), next('c', 1, true)]).toEqual(['c', 'c', undefined]);
});

test('begins where one was, else in general, else anywhere', () => {
  const rooms = [head('a'), head('General'), head('z')];
  expect(firstRoom(rooms, 'z')?.room.name).toBe('z');
  expect(firstRoom(rooms, 'gone')?.room.name).toBe('General');
  expect(firstRoom([head('a')], null)?.room.name).toBe('a');
  expect(firstRoom([], null)).toBeUndefined();
});

test('a total counts what I want to be told of', () => {
  const rooms = [
    head('all', { unread: 5, mentions: 1 }),
    head('mentions', { unread: 7, mentions: 2, level: 'MENTIONS' }),
    head('nothing', { unread: 9, mentions: 3, level: 'NOTHING' }),
    head('muted', { unread: 9, mentions: 3, mutedUntil: '9999-01-01T00:00:00Z' }),
    head('no longer muted', { unread: 10, mentions: 4, mutedUntil: '2000-01-01T00:00:00Z' }),
  ];
  expect(totalUnread(rooms)).toBe(5 + 2 + 10);
  expect(totalMentions(rooms)).toBe(1 + 2 + 4);
});
