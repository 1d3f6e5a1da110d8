import type { RoomHead } from '../../realtime/RoomHead';
import { isDue, isShownAt, mayTell, mentioned, news, replacing, type Moment, type Telling } from './telling';

const now = new Date('2026-01-01T12:00:00Z');

function head(change: Partial<RoomHead> = {}): RoomHead {
  return {
    room: {
      id: '7',
      name: 'general',
      kind: 'PUBLIC',
      description: '',
      rev: 1,
      firstSeq: 1,
      createdAt: '2026-01-01T00:00:00Z',
    },
    head: { rev: 1, seq: 5 },
    lastRead: 5,
    unread: 0,
    mentions: 0,
    level: 'ALL',
    ...change,
  };
}

const one = (of: RoomHead) => new Map([['7', of]]);

function moment(change: Partial<Moment> = {}): Moment {
  return {
    settings: { desktop: true, sound: false },
    doNotDisturb: false,
    looking: undefined,
    ...change,
  };
}

test('nobody is disturbed who looks at the room, does not want to be, or sleeps', () => {
  const quiet = { from: '11:00', to: '13:00', timeZone: 'UTC' };
  expect(mayTell('7', head(), moment(), now)).toBe(true);
  expect(mayTell('7', head(), moment({ looking: '8' }), now)).toBe(true);
  expect(mayTell('7', head(), moment({ looking: '7' }), now)).toBe(false);
  expect(mayTell('7', head(), moment({ doNotDisturb: true }), now)).toBe(false);
  expect(mayTell('7', head(), moment({ settings: { desktop: true, sound: true, quiet } }), now)).toBe(false);
  expect(mayTell('7', head({ level: 'NOTHING' }), moment(), now)).toBe(false);
  expect(mayTell('7', head({ mutedUntil: '2026-01-01T13:00:00Z' }), moment(), now)).toBe(false);
  expect(mayTell('7', head({ mutedUntil: '2026-01-01T11:00:00Z' }), moment(), now)).toBe(true);
});

test('news are messages of others in rooms of which I want to hear everything', () => {
  const before = one(head());
  const later = { head: { rev: 2, seq: 6 }, unread: 1 };
  expect(news(before, one(head(later)), now.getTime())).toHaveLength(1);
  expect(news(before, one(head({ ...later, level: 'MENTIONS' })), now.getTime())).toHaveLength(0);
  expect(news(before, one(head({ ...later, unread: 0 })), now.getTime())).toHaveLength(0);
  expect(news(before, one(head({ ...later, mentions: 1 })), now.getTime())).toHaveLength(0);
  expect(news(before, one(head({ unread: 3 })), now.getTime())).toHaveLength(0);
  expect(news(new Map(), one(head(later)), now.getTime())).toHaveLength(0);
});

test('a direct room that is new to me is news, unless what is said there mentions me', () => {
  const direct = { ...head().room, kind: 'DIRECT' as const };
  const first = { room: direct, head: { rev: 2, seq: 1 }, lastRead: 0, unread: 1 };
  expect(news(new Map(), one(head(first)), now.getTime())).toHaveLength(1);
  expect(news(new Map(), one(head({ ...first, mentions: 1 })), now.getTime())).toHaveLength(0);
  expect(news(new Map(), one(head({ ...first, unread: 0 })), now.getTime())).toHaveLength(0);
  expect(news(new Map(), one(head({ ...first, level: 'NOTHING' })), now.getTime())).toHaveLength(0);
});

test('I am mentioned in what is new, not in what I move back to or do not want to hear of', () => {
  const before = one(head());
  const moved = { head: { rev: 2, seq: 6 }, unread: 1, mentions: 1 };
  const found = (change: Partial<RoomHead>, old = before) => mentioned(old, one(head(change)), now.getTime());
  expect(found(moved)).toEqual([{ room: '7', after: 5 }]);
  expect(found({ ...moved, level: 'MENTIONS' })).toHaveLength(1);
  expect(found({ ...moved, level: 'NOTHING' })).toEqual([]);
  expect(found({ ...moved, mentions: 0 })).toEqual([]);
  expect(found({ lastRead: 2, unread: 3, mentions: 1 })).toEqual([]);
  expect(found({ ...moved, lastRead: 2, unread: 4 })).toEqual([]);
  expect(found(moved, new Map())).toEqual([]);
  expect(found({ ...moved, room: { ...head().room, kind: 'DIRECT' } }, new Map())).toEqual([
    { room: '7', after: 0 },
  ]);
});

function telling(change: Partial<Telling> = {}): Telling {
  return { about: 'MENTION', room: '7', seq: 6, title: '', body: '', href: '/rooms/7', ...change };
}

test('what is told is due until it is read or the room is left, and an invitation until one is in the room', () => {
  expect(isDue(telling(), one(head({ lastRead: 5 })))).toBe(true);
  expect(isDue(telling(), one(head({ lastRead: 6 })))).toBe(false);
  expect(isDue(telling(), new Map())).toBe(false);
  expect(isDue(telling({ about: 'INVITATION', seq: 0 }), new Map())).toBe(true);
  expect(isDue(telling({ about: 'INVITATION', seq: 0 }), one(head()))).toBe(false);
});

test('the newest takes the place of the one before, but a mention stays until what came after it is read too', () => {
  const mention = telling();
  const message = telling({ about: 'PRIVATE', seq: 7 });
  expect(replacing(undefined, message)).toBe(message);
  expect(replacing(message, mention)).toBe(mention);
  expect(replacing(mention, message)).toEqual({ ...mention, seq: 7 });
});

test('a page that shows it by itself needs no notification beside it', () => {
  const mention: Telling = {
    about: 'MENTION',
    room: '7',
    seq: 6,
    title: '',
    body: '',
    href: '/rooms/7?at=6',
  };
  expect(isShownAt(mention, '/rooms/7')).toBe(true);
  expect(isShownAt(mention, '/mentions')).toBe(true);
  expect(isShownAt(mention, '/rooms/8')).toBe(false);
  expect(isShownAt({ ...mention, about: 'PRIVATE' }, '/mentions')).toBe(false);
});
