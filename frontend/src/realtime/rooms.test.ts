import { vi } from 'vitest';
import { Problem } from '../http/problem';
import { general, headOf } from '../testing/stage';
import type { HeadsFrame, SyncAnswer } from './frames';
import { Rooms } from './rooms';
import type { ConnectionListener, StompClient } from './stompClient';

let connection: ConnectionListener;
let rooms: Rooms;
/** The syncs that were asked for, to be answered by the test. */
let asked: {
  answer: (unread: number, rev?: number, epoch?: string) => void;
  refuse: (code: string) => void;
}[];
let subscribed: { destination: string; push: (event: never) => void }[];
/** How the next subscriptions are refused, by destination. */
let refused: Map<string, string[]>;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  subscribed = [];
  refused = new Map();
  rooms = new Rooms('1', {
    onConnection: (listener: ConnectionListener) => {
      connection = listener;
      return () => undefined;
    },
    subscribe: (destination: string, _schema: unknown, push: (event: never) => void) => {
      subscribed.push({ destination, push });
      const code = refused.get(destination)?.shift();
      return code === undefined ? Promise.resolve(() => undefined) : Promise.reject(new Problem(code));
    },
    ask: () =>
      new Promise<SyncAnswer>((resolve, reject) => {
        asked.push({
          answer: (unread, rev = 5, epoch = 'e1') => resolve({ epoch, rooms: [standing(unread, rev)] }),
          refuse: (code) => reject(new Problem(code)),
        });
      }),
  } as unknown as StompClient);
});

afterEach(() => {
  rooms.stop();
  vi.useRealTimers();
});

const heads = '/user/queue/heads';
const notices = '/user/queue/notices';
const standing = (unread: number, rev: number) =>
  headOf(general(undefined), { head: { rev, seq: rev }, unread, lastRead: rev - unread });
const settled = () => vi.advanceTimersByTimeAsync(0);
const times = (destination: string) => subscribed.filter((one) => one.destination === destination).length;
const unread = () => rooms.state.get().rooms.get('7')?.unread;

function push(count: number, rev: number) {
  const frame: HeadsFrame = {
    type: 'heads.changed',
    rooms: [{ ...standing(count, rev), room: '7' }],
  };
  subscribed.findLast(({ destination }) => destination === heads)?.push(frame as never);
}

test('a sync that is refused for a moment is asked again, and until then we are catching up', async () => {
  const up = vi.fn();
  void connection.up().then(up);
  await settled();
  asked[0]?.refuse('unavailable');
  await settled();
  expect(up).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(500);
  asked[1]?.answer(3);
  await settled();
  expect(unread()).toBe(3);
  expect(up).toHaveBeenCalled();
});

test('each subscription that is refused for a moment is tried again by itself', async () => {
  refused.set(heads, ['rate-limited', 'busy']);
  void connection.up();
  await vi.advanceTimersByTimeAsync(1_500);
  expect([times(heads), times(notices)]).toEqual([3, 1]);
  expect(asked).toHaveLength(1);
});

test('what is refused for good is not tried again', async () => {
  refused.set(heads, ['forbidden']);
  await expect(connection.up()).rejects.toMatchObject({ code: 'forbidden' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times(heads)).toBe(1);
});

test('nothing is tried again once the connection is gone', async () => {
  refused.set(heads, ['unavailable']);
  void connection.up().catch(() => undefined);
  await settled();
  connection.down();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times(heads)).toBe(1);
});

test('what is heard while a sync is on its way counts after its answer', async () => {
  void connection.up();
  await settled();
  push(4, 6);
  asked[0]?.answer(3);
  await settled();
  expect(unread()).toBe(4);
});

test('of two syncs the second is asked when the first is answered, so that the older answer never comes last', async () => {
  void connection.up();
  await settled();
  rooms.refresh();
  rooms.refresh();
  await settled();
  expect(asked).toHaveLength(1);
  asked[0]?.answer(3);
  await settled();
  expect(unread()).toBe(3);
  expect(asked).toHaveLength(2);
  push(4, 6);
  asked[1]?.answer(3);
  await settled();
  expect(unread()).toBe(4);
  expect(asked).toHaveLength(2);
});

test('a sync of a connection that is gone changes nothing, whatever the next one has begun', async () => {
  const lost = connection.up();
  await settled();
  connection.down();
  const next = connection.up();
  await settled();
  push(4, 6);
  asked[0]?.answer(9);
  await expect(lost).resolves.toBeUndefined();
  expect(rooms.state.get().status).toBe('loading');
  asked[1]?.answer(3);
  await next;
  expect(unread()).toBe(4);
});

test('a room of which something comes while a sync is on its way is asked for once more', async () => {
  void connection.up();
  await settled();
  asked[0]?.answer(0);
  await settled();
  rooms.refresh();
  rooms.heardOf('8');
  asked[1]?.answer(0);
  await settled();
  expect(asked).toHaveLength(3);
});

test('a cursor that the server tells to be further back than before was moved back, also while we were away', async () => {
  void connection.up();
  await settled();
  asked[0]?.answer(0);
  await settled();
  rooms.readUpTo('7', 6);
  push(1, 6);
  expect(rooms.movedBack.has('7')).toBe(false);
  push(3, 6);
  expect(rooms.movedBack.has('7')).toBe(true);
  push(0, 6);
  expect(rooms.movedBack.has('7')).toBe(false);
  connection.down();
  void connection.up();
  await settled();
  asked[1]?.answer(3, 6);
  await settled();
  expect(rooms.movedBack.has('7')).toBe(true);
});

test('where the database has gone back nobody moved a cursor', async () => {
  void connection.up();
  await settled();
  asked[0]?.answer(0);
  await settled();
  rooms.refresh();
  asked[1]?.answer(3, 5, 'e2');
  await settled();
  expect(rooms.movedBack.has('7')).toBe(false);
});
