import { vi } from 'vitest';
import { Problem } from '../http/problem';
import { MovedBack } from './movedBack';
import { ReadCursors } from './readCursors';
import type { ConnectionListener } from './stompClient';

let connection: ConnectionListener;
let cursors: ReadCursors;
let sent: { body: unknown; acknowledge: () => void; refuse: (code: string) => void }[];
const rooms = {
  readUpTo: vi.fn<(room: string, seq: number) => void>(),
  refresh: vi.fn<() => void>(),
  movedBack: new MovedBack(),
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  rooms.movedBack.forgetAll();
  sent = [];
  cursors = new ReadCursors(
    {
      onConnection: (listener) => {
        connection = listener;
        return () => undefined;
      },
      send: (destination, body) =>
        new Promise((resolve, reject) => {
          expect(destination).toBe('/app/rooms/7/read');
          sent.push({ body, acknowledge: resolve, refuse: (code) => reject(new Problem(code)) });
        }),
    },
    rooms,
  );
  void connection.up();
});

afterEach(() => {
  cursors.stop();
  vi.useRealTimers();
});

const settled = () => vi.advanceTimersByTimeAsync(0);
const bodies = () => sent.map(({ body }) => body);

test('a report that is refused for a moment is sent again, and by then only the newest position', async () => {
  cursors.move('7', { seq: 4 });
  sent[0]?.refuse('busy');
  await settled();
  cursors.move('7', { seq: 5 });
  cursors.move('7', { seq: 6 });
  await vi.advanceTimersByTimeAsync(500);
  sent[1]?.acknowledge();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bodies()).toEqual([{ seq: 4 }, { seq: 6 }]);
  expect(rooms.readUpTo.mock.calls).toEqual([
    ['7', 4],
    ['7', 5],
    ['7', 6],
  ]);
  expect(rooms.refresh).not.toHaveBeenCalled();
});

test('what is read while a report is on its way follows it', async () => {
  cursors.move('7', { seq: 4 });
  cursors.move('7', { seq: 5 });
  cursors.move('7', { seq: 2, unread: true });
  expect(sent).toHaveLength(1);
  sent[0]?.acknowledge();
  await settled();
  expect(bodies()).toEqual([{ seq: 4 }, { seq: 2, unread: true }]);
});

test('what was not acknowledged when the connection went, and what is read without one, is told to the next', async () => {
  cursors.move('7', { seq: 4 });
  connection.down();
  sent[0]?.refuse('unreachable');
  await settled();
  cursors.move('7', { seq: 5 });
  await vi.advanceTimersByTimeAsync(60_000);
  void connection.up();
  expect(bodies()).toEqual([{ seq: 4 }, { seq: 5 }]);
  sent[1]?.acknowledge();
  await settled();
  connection.down();
  await connection.up();
  expect(sent).toHaveLength(2);
});

test('one that is refused for good is given up, and what counted as read is asked for', async () => {
  cursors.move('7', { seq: 4 });
  sent[0]?.refuse('forbidden');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  expect(rooms.refresh).toHaveBeenCalledTimes(1);
});

test('what is written down is known to be read, so that a cursor that is further back was moved there', async () => {
  const { movedBack } = rooms;
  cursors.move('7', { seq: 4 });
  movedBack.heard('7', 2);
  expect(movedBack.has('7')).toBe(false);
  sent[0]?.acknowledge();
  await settled();
  movedBack.heard('7', 2);
  expect(movedBack.has('7')).toBe(true);
});
